/**
 * A brute-force reference of the contract in {@code semantics.md}, for tests: it reads all records
 * at once, keeps everything in memory and applies one rule of the contract after the other.
 *
 * <p>It shares no code with the job it checks. The names in quotation marks in the comments are the
 * sections of the contract.
 */
package io.trustlift.reference;
