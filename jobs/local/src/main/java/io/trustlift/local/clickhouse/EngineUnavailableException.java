package io.trustlift.local.clickhouse;

/**
 * The embedded ClickHouse cannot be had or started. The message is one sentence for a person,
 * saying why and what to do.
 */
public final class EngineUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  EngineUnavailableException(String message) {
    super(message);
  }

  EngineUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
