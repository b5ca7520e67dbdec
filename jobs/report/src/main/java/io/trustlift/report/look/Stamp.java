package io.trustlift.report.look;

/**
 * The state of the tables at some moment.
 *
 * @param first the first minute with viewer-time, such as {@code 2026-03-02 18:00:00}, UTC; empty
 *     when nobody has watched yet
 * @param through how far the data reach, UTC with milliseconds; empty when there are none
 * @param end the first minute after {@code through}
 * @param version changes with every write
 */
record Stamp(String first, String through, String end, String version) {

  /** Of tables without events. */
  static final Stamp NOTHING = new Stamp("", "", "", "");

  /**
   * Asks for it. Blocks are numbered as they are inserted, so that a merge, which changes no row of
   * an answer, changes no version either. The sums made ahead for lift follow from the rest.
   */
  static final String SQL =
      """
      SELECT
          if(minutes = 0, '', toString(first_minute)) AS first,
          if(minutes = 0, '', toString(reach)) AS through,
          if(minutes = 0, '', toString(toDateTime64(toStartOfMinute(reach) + INTERVAL 1 MINUTE, 3, 'UTC'))) AS end,
          (
              SELECT toString(cityHash64(arraySort(groupArray((name, latest)))))
              FROM
              (
                  SELECT table AS name, max(max_block_number) AS latest
                  FROM system.parts
                  WHERE database = 'trust' AND active AND NOT startsWith(table, 'lift_')
                  GROUP BY table
              )
          ) AS version
      FROM
      (
          SELECT toDateTime64(min(minute), 3, 'UTC') AS first_minute, count() AS minutes, (SELECT through FROM trust.data_clock) AS reach
          FROM trust.exposure_time_versions
      )
      """;

  boolean hasData() {
    return !first.isEmpty();
  }
}
