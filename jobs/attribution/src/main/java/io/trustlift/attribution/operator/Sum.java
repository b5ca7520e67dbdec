package io.trustlift.attribution.operator;

/**
 * A part of a sum, before or after it was added up.
 *
 * @param <K> what is summed by
 */
public record Sum<K>(K key, long amount) {}
