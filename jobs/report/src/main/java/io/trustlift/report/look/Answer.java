package io.trustlift.report.look;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The rows of a panel, as the tables stood.
 *
 * @param rows an array of objects
 * @param bytes the size of the answer as it came
 * @param stamp of the tables, taken before the question
 * @param bounds what the range came to; null for a panel without
 * @param nanos how long the question took
 * @param askedAt by {@link System#nanoTime()}
 */
record Answer(
    JsonNode rows, int bytes, Stamp stamp, TimeRange.Bounds bounds, long nanos, long askedAt) {}
