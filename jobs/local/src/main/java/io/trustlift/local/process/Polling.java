package io.trustlift.local.process;

import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

/** Waits for what another process has to do, by asking again and again. */
public final class Polling {

  private static final Duration EVERY = Duration.ofMillis(500);

  /** What is waited for. */
  @FunctionalInterface
  public interface Condition {
    boolean holds() throws IOException, SQLException;
  }

  private Polling() {}

  /**
   * Asks until it holds.
   *
   * @param patience how long to go on, beside the time that asking takes
   * @return whether it came to hold
   */
  public static boolean until(Duration patience, Condition condition)
      throws IOException, SQLException {
    Retry retry =
        Retry.of(
            "polling",
            RetryConfig.<Boolean>custom()
                .maxAttempts(Math.toIntExact(patience.dividedBy(EVERY)) + 1)
                .waitDuration(EVERY)
                .retryOnResult(held -> !held)
                .retryOnException(failure -> false)
                .build());
    try {
      return retry.executeCallable(condition::holds);
    } catch (IOException | SQLException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("Waiting was broken off", e);
    }
  }
}
