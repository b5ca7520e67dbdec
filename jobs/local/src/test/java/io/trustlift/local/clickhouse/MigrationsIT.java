package io.trustlift.local.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trustlift.clickhouse.MigrationException;
import io.trustlift.clickhouse.Migrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Migrations against the engine. Each test has the real files in a folder of its own, to which it
 * does something; of the views, which take long to make, those that the tests look into.
 */
class MigrationsIT {

  @RegisterExtension static final EmbeddedClickHouse CLICKHOUSE = new EmbeddedClickHouse();

  private static final Set<Path> VIEWS =
      Stream.of("settings", "taxonomy", "visits")
          .map(view -> Path.of("views", view + ".sql"))
          .collect(Collectors.toSet());

  @TempDir Path sql;

  private Connection connection;

  @BeforeEach
  void copyFiles() throws IOException, SQLException {
    Path source = EngineLibrary.findHome().resolve("sql");
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.filter(Files::isRegularFile).map(source::relativize).toList()) {
        if (!file.startsWith("views") || VIEWS.contains(file)) {
          Files.createDirectories(sql.resolve(file).getParent());
          Files.copy(source.resolve(file), sql.resolve(file));
        }
      }
    }
    connection = CLICKHOUSE.connect();
    CLICKHOUSE.execute("DROP DATABASE IF EXISTS trust SYNC");
    apply();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void appliesEachMigrationOnce() throws SQLException, IOException {
    CLICKHOUSE.execute("DROP DATABASE trust SYNC");

    assertThat(apply()).hasSizeGreaterThanOrEqualTo(10).first().isEqualTo("0001_exposure_time.sql");
    assertThat(apply()).isEmpty();
    assertThat(
            CLICKHOUSE.column(
                "SELECT name FROM trust.schema_migrations WHERE length(checksum) = 64"))
        .hasSizeGreaterThanOrEqualTo(10);
  }

  @Test
  void tellsWhetherTheyAreApplied() throws SQLException, IOException {
    assertThat(Migrations.below(sql).areApplied(connection)).isTrue();
    Files.writeString(
        sql.resolve("views/visits.sql"), "\n-- another comment\n", StandardOpenOption.APPEND);
    assertThat(Migrations.below(sql).areApplied(connection)).isFalse();
    apply();
    assertThat(Migrations.below(sql).areApplied(connection)).isTrue();
    CLICKHOUSE.execute("DROP DATABASE trust SYNC");
    assertThat(Migrations.below(sql).areApplied(connection)).isFalse();
  }

  @Test
  void thoseOnTheClassPathAreTheSame() {
    assertThat(Migrations.ofClassPath().apply(connection)).isEmpty();
    assertThat(Migrations.ofClassPath().areApplied(connection)).isTrue();
  }

  @Test
  void keepsRowsAndAppliesWhatIsNew() throws SQLException, IOException {
    CLICKHOUSE.execute(
        "INSERT INTO trust.event_counts_versions (topic, minute, disposition, reason, events) VALUES ('t', 0, 'read', '', 3)");
    Files.writeString(
        sql.resolve("migrations/0999_more.sql"),
        """
        -- a comment; with a semicolon
        ALTER TABLE trust.event_counts_versions ADD COLUMN IF NOT EXISTS more String DEFAULT 'a;b';
        CREATE TABLE IF NOT EXISTS trust.more (a Int8) ENGINE = MergeTree ORDER BY a;
        """);

    assertThat(apply()).containsExactly("0999_more.sql");
    assertThat(CLICKHOUSE.json("SELECT events, more FROM trust.event_counts_versions"))
        .containsExactly("{\"events\":3,\"more\":\"a;b\"}");
  }

  @Test
  void refusesAChangedFile() throws IOException {
    Path file = sql.resolve("migrations/0003_outcomes.sql");
    Files.writeString(file, Files.readString(file) + "\n-- a word more\n");

    assertThatThrownBy(this::apply)
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("sql/migrations/0003_outcomes.sql was changed")
        .hasMessageContaining("next number");
  }

  @Test
  void refusesAMissingFile() throws IOException {
    Files.delete(sql.resolve("migrations/0003_outcomes.sql"));

    assertThatThrownBy(this::apply)
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("sql/migrations/0003_outcomes.sql")
        .hasMessageContaining("put the file back");
  }

  @Test
  void namesTheStatementThatFailsAndRunsItAgain() throws IOException {
    Path file = sql.resolve("migrations/0999_wrong.sql");
    Files.writeString(
        file,
        "CREATE TABLE IF NOT EXISTS trust.one (a Int8) ENGINE = MergeTree ORDER BY a;\nCREATE TABLE trust.two (a Nonsense);");

    assertThatThrownBy(this::apply)
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("Statement 2 of sql/migrations/0999_wrong.sql failed")
        .hasMessageContaining("Nonsense");
    Files.writeString(
        file,
        "CREATE TABLE IF NOT EXISTS trust.one (a Int8) ENGINE = MergeTree ORDER BY a;\n"
            + "CREATE TABLE IF NOT EXISTS trust.two (a Int8) ENGINE = MergeTree ORDER BY a;");
    assertThat(apply()).containsExactly("0999_wrong.sql");
  }

  @Test
  void viewsAndFunctionsFollowTheirFiles() throws IOException {
    Files.createDirectories(sql.resolve("functions"));
    Files.writeString(
        sql.resolve("functions/trust_double.sql"),
        "CREATE OR REPLACE FUNCTION trust_double AS x -> x * 2;");
    Files.writeString(
        sql.resolve("views/a_first.sql"),
        "CREATE OR REPLACE VIEW trust.a_first AS SELECT trust_double(n) AS d FROM trust.z_last;");
    Files.writeString(
        sql.resolve("views/z_last.sql"), "CREATE OR REPLACE VIEW trust.z_last AS SELECT 4 AS n;");
    apply();
    assertThat(CLICKHOUSE.json("SELECT d FROM trust.a_first")).containsExactly("{\"d\":8}");

    Files.writeString(
        sql.resolve("functions/trust_double.sql"),
        "CREATE OR REPLACE FUNCTION trust_double AS x -> x * 20;");
    Files.writeString(
        sql.resolve("views/z_last.sql"), "CREATE OR REPLACE VIEW trust.z_last AS SELECT 5 AS n;");
    assertThat(apply()).isEmpty();
    assertThat(CLICKHOUSE.json("SELECT d FROM trust.a_first")).containsExactly("{\"d\":100}");
  }

  @Test
  void loadsTheTaxonomyAndReplacesIt() throws IOException, SQLException {
    assertThat(CLICKHOUSE.column("SELECT count() FROM trust.taxonomy")).containsExactly("34");
    assertThat(CLICKHOUSE.json("SELECT * FROM trust.taxonomy WHERE kind = 'saa'"))
        .containsExactly(
            "{\"type\":\"authority\",\"kind\":\"saa\",\"example\":\"SAA \\/ RCM approval\",\"section\":\"company_papers\","
                + "\"scope\":\"product\",\"scheme\":\"third_party\",\"valid_markets\":[\"AU\",\"NZ\"],"
                + "\"expected_markets\":[\"AU\"],\"expected_pull\":\"high\"}");

    Path csv = sql.resolve("reference/taxonomy.csv");
    List<String> lines = Files.readAllLines(csv);
    Files.write(
        csv,
        List.of(
            lines.get(0),
            lines
                .get(1)
                .replace("CE marking or", "\"CE marking, or\"\"")
                .replace(",company_papers", "\",company_papers")));
    apply();
    assertThat(CLICKHOUSE.column("SELECT count() FROM trust.taxonomy")).containsExactly("1");
  }

  @Test
  void everyTableAndColumnIsExplained() throws SQLException {
    assertThat(
            CLICKHOUSE.column(
                "SELECT table || '.' || name FROM system.columns WHERE database = 'trust' AND comment = ''"
                    + " AND table IN (SELECT name FROM system.tables WHERE database = 'trust' AND engine LIKE '%MergeTree')"))
        .isEmpty();
    assertThat(
            CLICKHOUSE.column(
                "SELECT name FROM system.tables WHERE database = 'trust' AND comment = '' AND engine LIKE '%MergeTree'"
                    + " AND name NOT LIKE 'taxonomy%'"))
        .isEmpty();
  }

  private List<String> apply() throws IOException {
    return Migrations.below(sql).apply(connection);
  }
}
