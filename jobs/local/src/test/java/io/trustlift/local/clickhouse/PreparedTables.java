package io.trustlift.local.clickhouse;

import io.trustlift.clickhouse.Migrations;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;

/**
 * The tables of TrustLift in a ClickHouse data folder, made once for a build and copied for each
 * test that wants them: to make them takes as long as many a test.
 */
public final class PreparedTables {

  private static final Path MADE = Path.of("target", "prepared-tables").toAbsolutePath();

  private PreparedTables() {}

  /** Puts them into a data folder in which no server has run. */
  public static void copyTo(Path data) throws IOException, SQLException {
    Path from = DataFolder.engineFolder(made());
    Path to = DataFolder.engineFolder(Files.createDirectories(data));
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)), LinkOption.NOFOLLOW_LINKS);
      }
    }
  }

  /** Tests run in several processes at once: one makes them, and the others wait. */
  private static synchronized Path made() throws IOException, SQLException {
    Migrations migrations = Migrations.ofClassPath();
    Path made = MADE.resolve(migrations.fingerprint());
    Files.createDirectories(MADE);
    try (FileChannel channel =
            FileChannel.open(
                MADE.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var lock = channel.lock()) {
      if (!Files.exists(made)) {
        Path making = MADE.resolve("making");
        if (Files.exists(making)) { // by a build that was broken off
          EmbeddedClickHouse.delete(making);
        }
        make(making, migrations);
        Files.move(making, made);
      }
    }
    return made;
  }

  private static void make(Path folder, Migrations migrations) throws SQLException {
    try (ClickHouseProcess process =
            ClickHouseProcess.start(EngineLibrary.findHome(), folder, 0, System.out::println);
        Connection connection = process.url().connect()) {
      migrations.apply(connection);
    }
  }
}
