package io.trustlift.bench.comparison;

/**
 * What the numbers are of that all contenders have to agree on.
 *
 * @param measure {@code viewer_ms} or {@code inquiries}
 * @param minute its start, epoch milliseconds
 * @param credential on screen
 */
record Cell(String measure, long minute, String market, String credential) {

  static final String VIEWER_MS = "viewer_ms";
  static final String INQUIRIES = "inquiries";
}
