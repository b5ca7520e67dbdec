/**
 * What teams already send (web analytics, order webhooks) as records of the contract: one foreign
 * record gives one contract record, or a rejection that says what is not mapped. See {@code
 * docs/adapters.md}.
 */
package io.trustlift.adapters;
