package io.trustlift.bench.comparison;

import java.util.Map;

/**
 * One run of one contender.
 *
 * @param round from 1 on
 * @param seconds on the clock, from submitting to the last row or answer
 * @param cpu what it used meanwhile
 * @param phases seconds of parts of it, by name; empty where it has none
 */
record Measurement(
    String contender, int round, double seconds, CpuTime cpu, Map<String, Double> phases) {}
