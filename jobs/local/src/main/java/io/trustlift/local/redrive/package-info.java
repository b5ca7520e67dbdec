/**
 * Sends dead letters in again, each once: what is selected, what is repaired in a file, what can be
 * sent, the transaction that it goes in, and the ledger of it.
 */
package io.trustlift.local.redrive;
