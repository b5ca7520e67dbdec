package io.trustlift.local.stack;

import io.trustlift.clickhouse.ClickHouseUrl;
import io.trustlift.clickhouse.LiftTerms;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the sums behind {@code credential_lift} up to date in a live stack. When it fails answers
 * take longer and stay right, so it only says so in the log and tries again.
 */
final class LiftTermsKeeper implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LiftTermsKeeper.class);
  private static final int EVERY_SECONDS = 60;
  private static final int STOP_SECONDS = 10;

  private final ClickHouseUrl clickHouse;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread daemon = new Thread(task, "lift-terms");
            daemon.setDaemon(true);
            return daemon;
          });

  private LiftTermsKeeper(ClickHouseUrl clickHouse) {
    this.clickHouse = clickHouse;
  }

  static LiftTermsKeeper start(ClickHouseUrl clickHouse) {
    LiftTermsKeeper keeper = new LiftTermsKeeper(clickHouse);
    keeper.thread.scheduleWithFixedDelay(
        keeper::refresh, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    return keeper;
  }

  private void refresh() {
    try (Connection connection = clickHouse.connect()) {
      if (LiftTerms.refresh(connection, LiftTerms.LIVE_QUIET)) {
        LOG.info("summed up further lift terms");
      }
    } catch (SQLException | RuntimeException e) {
      LOG.warn("The lift terms could not be summed up; lifts take longer until they are", e);
    }
  }

  /** Stops after the refresh that is under way. */
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("A refresh of the lift terms was still under way");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
