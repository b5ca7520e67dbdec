package io.trustlift.clickhouse;

/**
 * The database could not be brought to the state that the SQL files describe. The message says
 * which file, and what to do.
 */
public final class MigrationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MigrationException(String message) {
    super(message);
  }

  MigrationException(String message, Throwable cause) {
    super(message, cause);
  }
}
