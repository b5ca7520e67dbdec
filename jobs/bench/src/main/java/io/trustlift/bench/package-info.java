/** Benchmarks: figures to compare within one run on one machine, never in a test. */
package io.trustlift.bench;
