package io.trustlift.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClusterSqlTest {

  private static final ClusterSql CLUSTER = new ClusterSql("c1");

  /** A visit's id begins with its viewer's, so that it tells the shard too. */
  private static final Map<String, String> TOLD_BY = Map.of("visits_versions", "visit_id");

  private static final Pattern CREATED =
      Pattern.compile("CREATE TABLE (?:IF NOT EXISTS )?trust\\.(\\w+)");
  private static final Pattern ORDER = Pattern.compile("ORDER BY (\\([^\n]*\\)|\\w+)");

  @Test
  void aSmallTableIsWholeOnEveryServer() {
    assertThat(
            derived(
                """
                -- A comment; ENGINE = MergeTree
                CREATE TABLE IF NOT EXISTS trust.displays_versions (a String COMMENT 'ENGINE = MergeTree', v UInt8)
                ENGINE = ReplacingMergeTree(v)
                ORDER BY a;
                """))
        .containsExactly(
            """
            -- A comment; ENGINE = MergeTree
            CREATE TABLE IF NOT EXISTS trust.displays_versions ON CLUSTER 'c1' (a String COMMENT 'ENGINE = MergeTree', v UInt8)
            ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/all/trust/displays_versions', '{shard}-{replica}', v)
            ORDER BY a""");
  }

  @Test
  void aLargeTableIsCutAndKeepsItsName() {
    assertThat(
            derived(
                "CREATE TABLE IF NOT EXISTS trust.rejected_events_versions (topic String, partition UInt32)\n"
                    + "ENGINE = ReplacingMergeTree\nORDER BY (topic, partition)"))
        .containsExactly(
            "CREATE TABLE IF NOT EXISTS trust.rejected_events_versions_local ON CLUSTER 'c1' (topic String, partition UInt32)\n"
                + "ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/trust/rejected_events_versions_local', '{replica}')\n"
                + "ORDER BY (topic, partition)",
            "CREATE TABLE IF NOT EXISTS trust.rejected_events_versions ON CLUSTER 'c1' AS trust.rejected_events_versions_local"
                + " ENGINE = Distributed('c1', trust, rejected_events_versions_local, cityHash64(topic, partition))");
  }

  @Test
  void aTableLikeAnotherHasAPathOfItsOwn() {
    assertThat(
            derived(
                "CREATE TABLE trust.topics (a String) ENGINE = MergeTree ORDER BY a;"
                    + "CREATE TABLE trust.topics_loading AS trust.topics;"))
        .last()
        .isEqualTo(
            "CREATE TABLE trust.topics_loading ON CLUSTER 'c1' AS trust.topics"
                + " ENGINE = ReplicatedMergeTree('/clickhouse/tables/all/trust/topics_loading', '{shard}-{replica}') ORDER BY a");
    assertThatThrownBy(() -> derived("CREATE TABLE trust.a AS trust.elsewhere"))
        .hasMessageContaining("trust.elsewhere")
        .hasMessageContaining("same file");
  }

  @Test
  void columnsChangeWhereTheyAre() {
    assertThat(derived("ALTER TABLE trust.outcomes_versions\n ADD COLUMN a String"))
        .containsExactly(
            "ALTER TABLE trust.outcomes_versions_local ON CLUSTER 'c1'\n ADD COLUMN a String",
            "ALTER TABLE trust.outcomes_versions ON CLUSTER 'c1'\n ADD COLUMN a String");
    assertThat(derived("ALTER TABLE trust.visits_versions MATERIALIZE COLUMN a"))
        .containsExactly(
            "ALTER TABLE trust.visits_versions_local ON CLUSTER 'c1' MATERIALIZE COLUMN a");
    assertThat(derived("ALTER TABLE trust.credentials_versions ADD COLUMN a String"))
        .containsExactly("ALTER TABLE trust.credentials_versions ADD COLUMN a String");
  }

  @Test
  void whatIsDroppedIsGoneEverywhereAtOnce() {
    assertThat(derived("DROP TABLE IF EXISTS trust.lift_terms"))
        .containsExactly("DROP TABLE IF EXISTS trust.lift_terms ON CLUSTER 'c1' SYNC");
    assertThat(derived("DROP TABLE IF EXISTS trust.visits_versions"))
        .containsExactly(
            "DROP TABLE IF EXISTS trust.visits_versions ON CLUSTER 'c1' SYNC",
            "DROP TABLE IF EXISTS trust.visits_versions_local ON CLUSTER 'c1' SYNC");
    assertThat(derived("DROP VIEW IF EXISTS trust.dose"))
        .containsExactly("DROP VIEW IF EXISTS trust.dose ON CLUSTER 'c1' SYNC");
  }

  @Test
  void viewsAndFunctionsAreCreatedEverywhereAndReadTheSameNames() {
    assertThat(
            derived(
                "CREATE OR REPLACE VIEW trust.visits AS SELECT a FROM trust.visits_versions FINAL"))
        .containsExactly(
            "CREATE OR REPLACE VIEW trust.visits ON CLUSTER 'c1' AS SELECT a FROM trust.visits_versions FINAL");
    assertThat(
            derived("CREATE MATERIALIZED VIEW IF NOT EXISTS trust.m TO trust.t AS SELECT 1 AS a"))
        .containsExactly(
            "CREATE MATERIALIZED VIEW IF NOT EXISTS trust.m ON CLUSTER 'c1' TO trust.t AS SELECT 1 AS a");
    assertThat(derived("CREATE OR REPLACE FUNCTION tlDouble AS x -> x * 2"))
        .containsExactly("CREATE OR REPLACE FUNCTION tlDouble ON CLUSTER 'c1' AS x -> x * 2");
    assertThat(
            derived(
                "CREATE OR REPLACE VIEW trust.w AS SELECT 'system.parts' FROM system.parts, system.parts AS p"))
        .containsExactly(
            "CREATE OR REPLACE VIEW trust.w ON CLUSTER 'c1' AS SELECT 'system.parts' FROM trust.system_parts, trust.system_parts AS p");
  }

  @Test
  void rowsAreInsertedOnceAndUnknownStatementsAreRefused() {
    assertThat(derived("INSERT INTO trust.lift_touched SELECT 1"))
        .containsExactly("INSERT INTO trust.lift_touched SELECT 1");
    assertThatThrownBy(() -> derived("RENAME TABLE trust.a TO trust.b"))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("RENAME TABLE trust.a");
    assertThatThrownBy(() -> derived("CREATE TABLE trust.a (a Int8) ENGINE = Log"))
        .hasMessageContaining("trust.a has no engine");
    assertThatThrownBy(() -> new ClusterSql("it's"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("it's");
    assertThat(new ClusterSql("{cluster}").prelude().get(0)).endsWith("ON CLUSTER '{cluster}'");
  }

  @Test
  void everyTableOfTheMigrationsIsReplicated() {
    Set<String> tables = new TreeSet<>(definitions().keySet());
    List<String> statements = allDerived();
    for (String table : tables) {
      String kept = Sharding.keyOf(table).isPresent() ? table + ClusterSql.LOCAL : table;
      assertThat(statements)
          .as(table)
          .anyMatch(
              sql ->
                  sql.contains("trust." + kept + " ON CLUSTER 'c1'")
                      && sql.matches(
                          "(?s).*ENGINE = Replicated\\w*MergeTree\\('[^']*/" + kept + "', '.*"));
    }
    assertThat(tables).hasSizeGreaterThan(30).containsAll(Sharding.keys().keySet());
    assertThat(String.join("\n", statements)).doesNotContainPattern("ENGINE = (?!Repl|Dist)\\w+");
  }

  @Test
  void allVersionsOfARowAreOnOneShard() {
    Map<String, String> definitions = definitions();
    Sharding.keys()
        .forEach(
            (table, key) -> {
              Set<String> order = words(match(ORDER, definitions.get(table)));
              Set<String> by = words(key.substring("cityHash64".length()));
              if (TOLD_BY.containsKey(table)) {
                assertThat(order).as(table).contains(TOLD_BY.get(table));
              } else {
                assertThat(order).as(table).containsAll(by);
              }
            });
  }

  @Test
  void whatIsOfViewersIsCutByViewer() {
    definitions()
        .forEach(
            (table, sql) -> {
              if (Pattern.compile("^    viewer_id ", Pattern.MULTILINE).matcher(sql).find()) {
                assertThat(Sharding.keyOf(table)).as(table).hasValue("cityHash64(viewer_id)");
              }
            });
  }

  @Test
  void theFilesKeepTheirChecksums() {
    SqlFile file = SqlFiles.ofClassPath().migrations().get(0);
    String before = file.checksum();
    assertThat(CLUSTER.of(file.statements())).hasSizeGreaterThan(file.statements().size());
    assertThat(file.checksum()).isEqualTo(before);
  }

  private static List<String> derived(String text) {
    return CLUSTER.of(new SqlFile("x.sql", text).statements());
  }

  private static List<String> allDerived() {
    SqlFiles files = SqlFiles.ofClassPath();
    List<String> statements = new ArrayList<>(CLUSTER.prelude());
    Stream.of(files.migrations(), files.functions(), files.views())
        .flatMap(List::stream)
        .forEach(file -> statements.addAll(CLUSTER.of(file.statements())));
    return statements;
  }

  /** The statement that creates each table, without comments and quoted text. */
  private static Map<String, String> definitions() {
    Map<String, String> definitions = new TreeMap<>();
    for (SqlFile file : SqlFiles.ofClassPath().migrations()) {
      for (String sql : file.statements()) {
        String code = SqlLexer.codeOnly(sql) + " ";
        Matcher created = CREATED.matcher(code);
        if (created.find()) {
          definitions.put(created.group(1), code);
        }
      }
    }
    return definitions;
  }

  private static String match(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher.group(1);
  }

  private static Set<String> words(String text) {
    return Arrays.stream(text.split("\\W+"))
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toSet());
  }
}
