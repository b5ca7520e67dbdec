/**
 * The contract in code, beside the page it implements ({@code docs/semantics.md}): visits, display
 * timelines, exposure sets, attribution. Pure functions and small state machines that are told
 * events and watermarks; no Flink, no clock, no I/O.
 *
 * <p>Every state machine here works the same way: {@code accept} takes an event on arrival and
 * either judges it at once (a duplicate, late) or keeps it until the watermark has passed it;
 * {@code advance} applies what has become due, in event-time order, so that the outcome is the same
 * whatever the order of arrival was; {@code nextWake} tells when to call it next; {@code isEmpty}
 * tells that nothing is left to remember.
 */
package io.trustlift.exposure;
