/**
 * The Flink job: topics in, rows of the contract tables out. The rules are in {@code
 * io.trustlift.exposure}; here is the plumbing.
 */
package io.trustlift.attribution;
