package io.trustlift.local.clickhouse;

/**
 * What a statement read, wrote and returned, so far.
 *
 * @param readRows rows read from tables
 * @param readBytes bytes read from tables
 * @param writtenRows rows written to tables
 * @param writtenBytes bytes written to tables
 * @param resultRows rows of the result
 * @param resultBytes bytes of the result in memory
 */
record QueryStatistics(
    long readRows,
    long readBytes,
    long writtenRows,
    long writtenBytes,
    long resultRows,
    long resultBytes) {

  static final QueryStatistics NONE = new QueryStatistics(0, 0, 0, 0, 0, 0);

  QueryStatistics plus(QueryStatistics other) {
    return new QueryStatistics(
        readRows + other.readRows,
        readBytes + other.readBytes,
        writtenRows + other.writtenRows,
        writtenBytes + other.writtenBytes,
        resultRows + other.resultRows,
        resultBytes + other.resultBytes);
  }

  /** As the header {@code X-ClickHouse-Summary} has it: JSON with every number as a text. */
  String toSummary(long elapsedNanos) {
    return ("{\"read_rows\":\"%d\",\"read_bytes\":\"%d\",\"written_rows\":\"%d\",\"written_bytes\":\"%d\","
            + "\"total_rows_to_read\":\"0\",\"result_rows\":\"%d\",\"result_bytes\":\"%d\",\"elapsed_ns\":\"%d\"}")
        .formatted(
            readRows, readBytes, writtenRows, writtenBytes, resultRows, resultBytes, elapsedNanos);
  }
}
