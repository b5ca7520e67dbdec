package io.trustlift.clickhouse;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What {@code trust.schema_migrations} says has been done to a database. */
final class AppliedMigrations {

  private static final Pattern NAME = Pattern.compile("\\d{4}_[a-z0-9_]+\\.sql");

  private static final String CREATE_TABLE =
      """
      CREATE TABLE IF NOT EXISTS trust.schema_migrations
      (
          name String COMMENT 'File in sql/migrations',
          checksum String COMMENT 'SHA-256 of its content when it was applied',
          applied_at DateTime64(3, 'UTC') DEFAULT now64(3) COMMENT 'When'
      )
      ENGINE = ReplacingMergeTree
      ORDER BY name
      COMMENT 'Migrations that have been applied to this database'
      """;

  private final Map<String, String> checksums;

  /**
   * What has been applied.
   *
   * @param checksums by file name
   */
  AppliedMigrations(Map<String, String> checksums) {
    this.checksums = new TreeMap<>(checksums);
  }

  private static final String ENGINE_OF_TABLE =
      "SELECT engine FROM system.tables WHERE database = 'trust' AND name = 'schema_migrations'";

  /**
   * Reads the record, creating database and table where they are missing.
   *
   * @param cluster what the database is spread over; empty for a single server
   * @throws MigrationException if the database is there and was made otherwise
   */
  static AppliedMigrations read(Statement statement, Optional<ClusterSql> cluster)
      throws SQLException {
    requireMadeFor(statement, cluster);
    for (String sql : creation(cluster)) {
      statement.execute(sql);
    }
    Map<String, String> checksums = new TreeMap<>();
    try (ResultSet rows =
        statement.executeQuery("SELECT name, checksum FROM trust.schema_migrations FINAL")) {
      while (rows.next()) {
        checksums.put(rows.getString(1), rows.getString(2));
      }
    }
    return new AppliedMigrations(checksums);
  }

  /** What makes the database and the record. */
  static List<String> creation(Optional<ClusterSql> cluster) {
    List<String> statements = new ArrayList<>();
    statements.addAll(
        cluster.map(ClusterSql::prelude).orElse(List.of("CREATE DATABASE IF NOT EXISTS trust")));
    statements.addAll(
        cluster.map(of -> of.of(List.of(CREATE_TABLE))).orElse(List.of(CREATE_TABLE)));
    return statements;
  }

  /** Tables of either kind would get columns and neighbours of the other. */
  private static void requireMadeFor(Statement statement, Optional<ClusterSql> cluster)
      throws SQLException {
    try (ResultSet row = statement.executeQuery(ENGINE_OF_TABLE)) {
      if (!row.next()) {
        return;
      }
      boolean replicated = row.getString(1).startsWith("Replicated");
      if (replicated != cluster.isPresent()) {
        throw new MigrationException(
            replicated
                ? "This database was made for a cluster: name the cluster."
                : "This database was made for a single server: name no cluster, or start with an empty database.");
      }
    }
  }

  /**
   * Those of the files that have not been applied, in order.
   *
   * @throws MigrationException if the files do not continue what was applied
   */
  List<SqlFile> pendingOf(List<SqlFile> files) {
    requireNumbered(files);
    Map<String, SqlFile> byName = new TreeMap<>();
    files.forEach(file -> byName.put(file.name(), file));
    checksums.forEach((name, checksum) -> requireUnchanged(name, checksum, byName.get(name)));

    List<SqlFile> pending = new ArrayList<>();
    String last = checksums.keySet().stream().max(String::compareTo).orElse("");
    for (SqlFile file : files) {
      if (!checksums.containsKey(file.name())) {
        if (file.name().compareTo(last) < 0) {
          throw new MigrationException(
              "sql/migrations/%s is new, but %s has already been applied: give the new file the next free number."
                  .formatted(file.name(), last));
        }
        pending.add(file);
      }
    }
    return pending;
  }

  /** Notes that a migration has been applied. */
  void record(Connection connection, SqlFile file) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO trust.schema_migrations (name, checksum) VALUES (?, ?)")) {
      insert.setString(1, file.name());
      insert.setString(2, file.checksum());
      insert.executeUpdate();
    }
    checksums.put(file.name(), file.checksum());
  }

  private static void requireUnchanged(String name, String checksum, SqlFile file) {
    if (file == null) {
      throw new MigrationException(
          "sql/migrations/%s has been applied to this database and is missing now: put the file back, or start with an empty database."
              .formatted(name));
    }
    if (!file.checksum().equals(checksum)) {
      throw new MigrationException(
          "sql/migrations/%s was changed after it had been applied to this database: undo the change and put it into a new file with the next number, or start with an empty database."
              .formatted(name));
    }
  }

  private static void requireNumbered(List<SqlFile> files) {
    String previous = "";
    for (SqlFile file : files) {
      if (!NAME.matcher(file.name()).matches()) {
        throw new MigrationException(
            "sql/migrations/%s is not named NNNN_name.sql (four digits, then lower-case words): rename it."
                .formatted(file.name()));
      }
      String number = file.name().substring(0, 4);
      if (number.equals(previous)) {
        throw new MigrationException(
            "Two files in sql/migrations have the number %s: give one of them the next free number."
                .formatted(number));
      }
      previous = number;
    }
  }
}
