/**
 * Events, rows, validation and the JSON codec: plain records that every other room shares. Nothing
 * here knows Flink, a clock or I/O. The contract that these types carry is described in {@code
 * docs/semantics.md}.
 */
package io.trustlift.model;
