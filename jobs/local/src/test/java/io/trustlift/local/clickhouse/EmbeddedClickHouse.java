package io.trustlift.local.clickhouse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One engine process for all tests of a class, on a folder that goes with it, with the tables of
 * TrustLift in place.
 */
public final class EmbeddedClickHouse implements BeforeAllCallback, AfterAllCallback {

  private Path data;
  private ClickHouseProcess process;

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    data = Files.createTempDirectory("trustlift-clickhouse");
    PreparedTables.copyTo(data);
    process = ClickHouseProcess.start(EngineLibrary.findHome(), data, 0, System.out::println);
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    process.close();
    delete(data);
  }

  public ClickHouseProcess process() {
    return process;
  }

  public Connection connect() throws SQLException {
    return process.url().connect();
  }

  /** Runs statements. */
  public void execute(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The rows of a query in {@code JSONEachRow}, as the server wrote them. */
  public List<String> json(String sql) {
    return new HttpCall(process.port())
        .with("default_format", "JSONEachRow")
        .post(sql.getBytes(StandardCharsets.UTF_8))
        .requireOk()
        .text()
        .lines()
        .toList();
  }

  /** The first column of a query, as text. */
  public List<String> column(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
