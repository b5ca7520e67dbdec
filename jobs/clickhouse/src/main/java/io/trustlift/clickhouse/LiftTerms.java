package io.trustlift.clickhouse;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Keeps the sums behind {@code trust.credential_lift}: of hours, and of whole streams. What is not
 * summed, or has changed since, is computed from the contract tables when asked: how often this
 * runs decides about speed, never about numbers.
 */
public final class LiftTerms {

  /**
   * How long an hour of a live stack must have been left alone. Longer than an insert can take: one
   * that was under way while its hour was summed is seen by its mark, which is as old as its start.
   */
  public static final Duration LIVE_QUIET = Duration.ofMinutes(2);

  /**
   * A stream is pooled when it has rested for so many times as long: it may go on after a pause.
   */
  private static final int STREAM_RESTS = 30;

  private LiftTerms() {}

  /**
   * Sums up what needs it; one call at a time. Only exposure at the very instant of an outcome is
   * summed; what was exposed some time before is asked for rarely, and computed then.
   *
   * @param quiet how long an hour must have been left alone, and a thirtieth of how long a stream
   *     must have; zero when nothing writes any more
   * @return whether there was anything to sum up
   */
  public static boolean refresh(Connection connection, Duration quiet) throws SQLException {
    long now = serverTime(connection);
    boolean hours = LiftHours.sumUp(connection, now, now - quiet.toMillis());
    boolean spans =
        LiftSpans.pool(connection, now, now - quiet.multipliedBy(STREAM_RESTS).toMillis());
    return hours || spans;
  }

  private static long serverTime(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT toUnixTimestamp64Milli(now64(3, 'UTC'))")) {
      row.next();
      return row.getLong(1);
    }
  }
}
