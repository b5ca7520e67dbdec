package io.trustlift.local.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The JDBC driver with nothing set: compressed answers, its own time zone handling, retries. */
class JdbcDefaultsIT {

  @RegisterExtension static final EmbeddedClickHouse CLICKHOUSE = new EmbeddedClickHouse();

  private static Connection connect(String... properties) throws SQLException {
    Properties settings = new Properties();
    for (int i = 0; i < properties.length; i += 2) {
      settings.setProperty(properties[i], properties[i + 1]);
    }
    return DriverManager.getConnection(
        "jdbc:clickhouse://localhost:" + CLICKHOUSE.process().port(), settings);
  }

  @Test
  void readsAndWrites() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE default.t (a Int64, s String) ENGINE = MergeTree ORDER BY a");
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO default.t (a, s) VALUES (?, ?)")) {
        for (int i = 0; i < 1_000; i++) {
          insert.setLong(1, i);
          insert.setString(2, "row " + i);
          insert.addBatch();
        }
        assertThat(insert.executeBatch()).hasSize(1_000);
      }
      try (ResultSet rows = statement.executeQuery("SELECT count(), max(s) FROM default.t")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getLong(1)).isEqualTo(1_000);
        assertThat(rows.getString(2)).isEqualTo("row 999");
      }
      assertThat(
              statement.executeUpdate(
                  "INSERT INTO default.t SELECT number + 1000, 'x' FROM numbers(5)"))
          .isEqualTo(5);
    }
  }

  @Test
  void readsResultsOfManyBlocks() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT number, toString(number) FROM numbers(500000)")) {
      long expected = 0;
      while (rows.next()) {
        assertThat(rows.getLong(1)).isEqualTo(expected);
        expected++;
      }
      assertThat(expected).isEqualTo(500_000);
    }
  }

  @Test
  void reportsErrorsWithClickHousesMessage() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.executeQuery("SELECT * FROM nothing"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("UNKNOWN_TABLE");
    }
  }

  @Test
  void writesCompressedRequests() throws SQLException {
    try (Connection connection = connect("decompress", "true");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE default.packed (a Int64) ENGINE = MergeTree ORDER BY a");
      statement.execute("INSERT INTO default.packed VALUES (1), (2)");
      try (ResultSet rows = statement.executeQuery("SELECT sum(a) FROM default.packed")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getLong(1)).isEqualTo(3);
      }
    }
  }

  @Test
  void describesTables() throws SQLException {
    try (Connection connection = connect();
        ResultSet columns =
            connection.getMetaData().getColumns(null, "trust", "replies", "asked_at")) {
      assertThat(columns.next()).isTrue();
      assertThat(columns.getString("TYPE_NAME")).contains("DateTime64(3");
    }
  }
}
