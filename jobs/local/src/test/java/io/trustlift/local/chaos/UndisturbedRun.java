package io.trustlift.local.chaos;

import io.trustlift.adapters.SourceFormats;
import io.trustlift.attribution.JobConfig;
import io.trustlift.attribution.ViewerIdSecret;
import io.trustlift.local.clickhouse.ClickHouseProcess;
import io.trustlift.local.clickhouse.EngineLibrary;
import io.trustlift.local.clickhouse.PreparedTables;
import io.trustlift.local.flink.LocalFlink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.apache.flink.api.common.JobID;

/**
 * The same topics read from their beginning to their end by a job that nothing happens to, into a
 * ClickHouse of its own: what the tables have to be.
 */
final class UndisturbedRun {

  private static final int PARALLELISM = 2;

  private UndisturbedRun() {}

  static TableRows of(String bootstrapServers, Path folder) throws IOException, SQLException {
    Path data = Files.createTempDirectory(Files.createDirectories(folder), "clickhouse");
    PreparedTables.copyTo(data);
    try (ClickHouseProcess clickHouse =
        ClickHouseProcess.start(EngineLibrary.findHome(), data, 0, System.out::println)) {
      try (LocalFlink flink =
          LocalFlink.start(
              new LocalFlink.Options(
                  PARALLELISM, 0, folder.resolve("checkpoints"), Duration.ofHours(1), 0))) {
        JobID job =
            flink.submit(
                JobConfig.defaults(
                    bootstrapServers,
                    clickHouse.url(),
                    true,
                    SourceFormats.CONTRACT,
                    ViewerIdSecret.NONE));
        flink
            .await(job)
            .getSerializedThrowable()
            .ifPresent(
                failure -> {
                  throw new IllegalStateException("The undisturbed run failed", failure);
                });
      }
      return TableRows.of(clickHouse.port());
    }
  }
}
