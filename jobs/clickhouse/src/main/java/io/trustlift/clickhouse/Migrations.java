package io.trustlift.clickhouse;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a ClickHouse to the state that the files in {@code sql/} describe, at every start:
 *
 * <ol>
 *   <li>migrations that are not yet applied, in the order of their numbers, each recorded in {@code
 *       trust.schema_migrations};
 *   <li>all functions and all views, created anew, so that their files may be edited at will;
 *   <li>the reference data.
 * </ol>
 *
 * <p>ClickHouse has no transactions over DDL: a migration that fails half-way is not recorded and
 * runs again from its first statement, so every statement of one must bear repetition ({@code IF
 * NOT EXISTS}). Two processes must not migrate at once.
 */
public final class Migrations {

  private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

  /** The setting that tells which files the database was made from. */
  private static final String FINGERPRINT = "sql_files";

  private final SqlFiles files;
  private final Optional<ClusterSql> cluster;

  private Migrations(SqlFiles files, Optional<ClusterSql> cluster) {
    this.files = files;
    this.cluster = cluster;
  }

  /** The migrations packed into this module. */
  public static Migrations ofClassPath() {
    return new Migrations(SqlFiles.ofClassPath(), Optional.empty());
  }

  /**
   * The migrations in a folder that is laid out as {@code sql/} is, for trying out SQL without a
   * build.
   *
   * @throws IOException if a file cannot be read
   */
  public static Migrations below(Path folder) throws IOException {
    return new Migrations(SqlFiles.below(folder), Optional.empty());
  }

  /**
   * The same migrations for a cluster of servers: tables are replicated, and the large ones cut
   * into shards.
   *
   * @param name of the cluster in the servers' configuration, or {@code {cluster}} for what their
   *     macro of that name says
   */
  public Migrations onCluster(String name) {
    return new Migrations(files, Optional.of(new ClusterSql(name)));
  }

  /**
   * Applies everything.
   *
   * @return names of the migrations that were applied by this call, in order; empty when the tables
   *     were up to date
   * @throws MigrationException if a file was changed or removed after it had been applied, or a
   *     statement fails
   */
  public List<String> apply(Connection connection) {
    try (Statement statement = connection.createStatement()) {
      AppliedMigrations applied = AppliedMigrations.read(statement, cluster);
      List<SqlFile> pending = applied.pendingOf(files.migrations());
      List<String> names = new ArrayList<>();
      for (SqlFile migration : pending) {
        run(statement, "sql/migrations/", migration);
        applied.record(connection, migration);
        LOG.info("applied migration {}", migration.name());
        names.add(migration.name());
      }
      for (SqlFile function : files.functions()) {
        run(statement, "sql/functions/", function);
      }
      for (SqlFile view : ViewOrder.of(files.views())) {
        run(statement, "sql/views/", view);
      }
      for (SqlFile table : files.reference()) {
        ReferenceTable.load(connection, table.name().replace(".csv", ""), table.text());
      }
      statement.execute(
          "INSERT INTO trust.settings_versions (name, value) VALUES ('%s', '%s')"
              .formatted(FINGERPRINT, fingerprint()));
      return names;
    } catch (SQLException e) {
      throw new MigrationException("The database could not be prepared: " + e.getMessage(), e);
    }
  }

  /** What {@link #apply} tells an empty database before the reference data, in order. */
  public List<String> statements() {
    return Stream.concat(
            AppliedMigrations.creation(cluster).stream(),
            Stream.of(files.migrations(), files.functions(), ViewOrder.of(files.views()))
                .flatMap(List::stream)
                .flatMap(file -> told(file).stream()))
        .toList();
  }

  private List<String> told(SqlFile file) {
    return cluster.map(of -> of.of(file.statements())).orElse(file.statements());
  }

  /**
   * Whether the database is as the files describe it, so that {@link #apply} would change nothing.
   */
  public boolean areApplied(Connection connection) {
    try (Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT value FROM trust.settings WHERE name = '" + FINGERPRINT + "'")) {
      return found.next() && found.getString(1).equals(fingerprint());
    } catch (SQLException e) {
      LOG.debug("settings cannot be read: an older state, or none", e);
      return false;
    }
  }

  /** One checksum over all files, in hexadecimal digits. */
  public String fingerprint() {
    return new SqlFile(
            FINGERPRINT,
            Stream.of(files.migrations(), files.functions(), files.views(), files.reference())
                .flatMap(List::stream)
                .map(file -> file.name() + " " + file.checksum())
                .collect(Collectors.joining("\n")))
        .checksum();
  }

  private void run(Statement statement, String folder, SqlFile file) {
    int number = 0;
    for (String sql : told(file)) {
      number++;
      try {
        statement.execute(sql);
      } catch (SQLException e) {
        throw new MigrationException(
            "Statement %d of %s%s failed: %s"
                .formatted(number, folder, file.name(), e.getMessage()),
            e);
      }
    }
  }
}
