package io.trustlift.local.stack;

import io.trustlift.clickhouse.ClickHouseUrl;
import io.trustlift.clickhouse.Migrations;
import io.trustlift.local.clickhouse.ClickHouseProcess;
import io.trustlift.local.clickhouse.EngineLibrary;
import io.trustlift.local.process.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The tables of a data folder, open for questions: those of the stack that is up on it, or else of
 * a ClickHouse that is started for them and ends with this object.
 */
public final class Tables implements AutoCloseable {

  private final int port;
  private final ClickHouseProcess own;

  private Tables(int port, ClickHouseProcess own) {
    this.port = port;
    this.own = own;
  }

  /**
   * Opens the tables.
   *
   * @throws StartException when there are none, or a run has left them incomplete
   */
  public static Tables open(DataLayout data) throws IOException {
    Optional<StackFile> stack = StackFile.find(data);
    if (stack.isPresent()) {
      return new Tables(stack.get().clickHousePort(), null);
    }
    if (!Files.exists(data.clickHouse())) {
      throw new StartException(
          "There are no tables in "
              + data.root()
              + " yet: fill them with «trustlift demo», «trustlift run» or «trustlift up».");
    }
    if (data.contents() == DataLayout.Contents.INCOMPLETE) {
      throw new StartException(
          "The last run into "
              + data.root()
              + " did not come to its end, so its tables are incomplete: run it again.");
    }
    ClickHouseProcess own =
        ClickHouseProcess.start(
            EngineLibrary.findHome(), data.clickHouse(), 0, Console.standard()::line);
    Tables tables = new Tables(own.port(), own);
    try {
      tables.bringUpToDate();
      return tables;
    } catch (RuntimeException | SQLException e) {
      tables.close();
      throw new StartException(
          "The tables in " + data.root() + " cannot be brought up to date: " + e.getMessage(), e);
    }
  }

  /** Tables that an older TrustLift has left lack what this one asks for. */
  private void bringUpToDate() throws SQLException {
    Migrations migrations = Migrations.ofClassPath();
    try (Connection connection = connect()) {
      if (!migrations.areApplied(connection)) {
        Console.standard().line("Bringing the tables up to date ...");
        migrations.apply(connection);
      }
    }
  }

  /** For answers as text. */
  public ClickHouseHttp clickHouse() {
    return new ClickHouseHttp(port);
  }

  /** For statements of many rows. */
  public Connection connect() throws SQLException {
    return ClickHouseUrl.loopback(port).connect();
  }

  @Override
  public void close() {
    if (own != null) {
      own.close();
    }
  }
}
