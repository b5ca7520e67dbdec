/**
 * The job beside what its readers would otherwise use, on the same topics in one run: how fast, and
 * whether all give the same numbers.
 */
package io.trustlift.bench.comparison;
