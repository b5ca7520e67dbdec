package io.trustlift.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trustlift.clickhouse.MigrationException;
import io.trustlift.clickhouse.Migrations;
import io.trustlift.local.flink.LocalFlink;
import io.trustlift.local.kafka.InputFolder;
import io.trustlift.local.kafka.KafkaProcess;
import io.trustlift.local.kafka.TopicLoader;
import io.trustlift.simulator.SimulationConfig;
import io.trustlift.simulator.Simulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a cluster is told, as far as an engine without Keeper can tell: that it understands every
 * statement, and that views answer the same where the rows of large tables lie in two parts, cut by
 * their sharding keys, and the name of the table is another engine's.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterTablesIT {

  private static final String CLUSTER = "trustlift";

  private static final Pattern DISTRIBUTED =
      Pattern.compile(
          "trust\\.(\\w+) ON CLUSTER .* ENGINE = Distributed\\('trustlift', trust, \\w+, (.+)\\)$");
  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+):");

  private static final Map<String, String> ARGUMENTS =
      Map.ofEntries(
          Map.entry("from", "'2026-03-01 00:00:00'"),
          Map.entry("to", "'2026-05-01 00:00:00'"),
          Map.entry("at", "'2026-03-02 18:07:00'"),
          Map.entry("week", "'2026-03-02'"),
          Map.entry("mode", "'live'"),
          Map.entry("experiment", "''"),
          Map.entry("focus", "'type'"),
          Map.entry("focus_value", "'authority'"),
          Map.entry("split", "'quality'"),
          Map.entry("step", "86400"),
          Map.entry("window_days", "28"),
          Map.entry("stream", "(SELECT min(stream_id) FROM trust.displays_versions)"),
          Map.entry("cap", "0.99"),
          Map.entry("lag", "0"),
          Map.entry("market", "''"),
          Map.entry("closed_only", "0"),
          Map.entry("by", "'topic'"),
          Map.entry("bin", "60"),
          Map.entry("window", "30"),
          Map.entry("outcome", "'inquiry'"),
          Map.entry("pooled", "1"));

  private static final double NOTHING = 1e-9;
  private static final double RELATIVE = 1e-6;

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;
  private static EmbeddedStack stack;
  private static ClickHouseHttp clickHouse;
  private static Map<String, String> keys;

  @BeforeAll
  static void aWorld() throws Exception {
    stack = new EmbeddedStack(folder);
    clickHouse = new ClickHouseHttp(stack.clickHouse().port());
    keys = shardingKeys();
    stack.emptyTables();
    Path world = folder.resolve("world");
    Simulator.simulate(SimulationConfig.demo().withSize(4, 500, 12), world, (events, part) -> {});
    try (KafkaProcess kafka = stack.kafka(2);
        LocalFlink flink =
            LocalFlink.start(
                new LocalFlink.Options(
                    2, 0, folder.resolve("checkpoints"), Duration.ofHours(1), 0))) {
      TopicLoader.load(InputFolder.of(world), kafka.bootstrapServers(), bytes -> {});
      assertThat(flink.await(flink.submit(stack.config(kafka, true))).getSerializedThrowable())
          .isEmpty();
    }
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  @Order(1)
  void everyStatementIsUnderstood() throws SQLException {
    List<String> statements = Migrations.ofClassPath().onCluster(CLUSTER).statements();
    assertThat(statements).hasSizeGreaterThan(250);
    try (Connection connection = stack.clickHouse().url().connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        // Parsed and no more: to go on, the engine would want Keeper and the other servers.
        statement.execute("EXPLAIN AST " + sql);
      }
    }
  }

  @Test
  @Order(2)
  void aDatabaseOfOneServerIsNotTakenForACluster() throws SQLException {
    try (Connection connection = stack.clickHouse().url().connect()) {
      Migrations cluster = Migrations.ofClassPath().onCluster(CLUSTER);
      assertThatThrownBy(() -> cluster.apply(connection))
          .isInstanceOf(MigrationException.class)
          .hasMessageContaining("made for a single server");
    }
  }

  @Tag("chaos") // every view twice takes minutes: the long form
  @Test
  @Order(3)
  void viewsAnswerTheSameWithRowsInTwoShards() throws Exception {
    Map<String, List<JsonNode>> whole = askAll();
    execute("CREATE DATABASE shard_0", "CREATE DATABASE shard_1");
    for (Map.Entry<String, String> table : keys.entrySet()) {
      String name = table.getKey();
      for (int shard = 0; shard < 2; shard++) {
        execute(
            "CREATE TABLE shard_%d.%2$s AS trust.%2$s".formatted(shard, name),
            "INSERT INTO shard_%d.%2$s SELECT * FROM trust.%2$s WHERE %3$s %% 2 = %1$d"
                .formatted(shard, name, table.getValue()));
      }
      execute(
          "DROP TABLE trust.%s SYNC".formatted(name),
          "CREATE TABLE trust.%1$s AS shard_0.%1$s ENGINE = Merge(REGEXP('^shard_[01]$'), '^%1$s$')"
              .formatted(name));
    }
    for (String table : List.of("visits_versions", "outcomes_versions", "exposure_time_versions")) {
      assertThat(
              lines(
                  "SELECT count() > 0 AS a FROM shard_0.%1$s UNION ALL SELECT count() > 0 AS a FROM shard_1.%1$s"
                      .formatted(table)))
          .as(table)
          .containsExactly("{\"a\":1}", "{\"a\":1}");
    }

    Map<String, List<JsonNode>> cut = askAll();

    assertThat(cut.keySet()).isEqualTo(whole.keySet()).hasSizeGreaterThan(80);
    whole.forEach((view, rows) -> assertSame(view, cut.get(view), rows));
    assertThat(whole.values().stream().filter(rows -> !rows.isEmpty()).count()).isGreaterThan(50);
  }

  /** Materialised views hang on the Distributed table, and not on the local ones behind it. */
  @Tag("chaos") // goes on from those
  @Test
  @Order(4)
  void whatIsWrittenThroughADistributedTableIsMarked() throws Exception {
    execute(
        "DROP TABLE trust.exposure_time_versions SYNC",
        "CREATE TABLE trust.exposure_time_versions AS remote('127.0.0.1', shard_0, exposure_time_versions)",
        "INSERT INTO trust.exposure_time_versions (minute, stream_id, viewer_ms) VALUES ('2026-03-02 18:00:00', 'by-hand', 1)");
    for (String table : List.of("shard_0.exposure_time_versions", "trust.lift_touched")) {
      assertThat(lines("SELECT count() AS n FROM " + table + " WHERE stream_id = 'by-hand'"))
          .as(table)
          .containsExactly("{\"n\":1}");
    }
  }

  /** The tables that are cut, with their keys, as the statements say. */
  private static Map<String, String> shardingKeys() {
    Map<String, String> found = new TreeMap<>();
    for (String sql : Migrations.ofClassPath().onCluster(CLUSTER).statements()) {
      Matcher matcher = DISTRIBUTED.matcher(sql);
      if (matcher.find() && !matcher.group(1).equals("system_parts")) {
        found.put(matcher.group(1), matcher.group(2));
      }
    }
    assertThat(found).hasSizeGreaterThan(5);
    return found;
  }

  /**
   * The rows of every view, without order; views that tell the time or the engine's parts aside.
   */
  private static Map<String, List<JsonNode>> askAll() throws IOException {
    Map<String, List<JsonNode>> rows = new LinkedHashMap<>();
    for (String view :
        lines(
            "SELECT name, create_table_query AS sql FROM system.tables WHERE database = 'trust' AND engine = 'View' ORDER BY name")) {
      JsonNode found = JSON.readTree(view);
      String sql = found.path("sql").asText();
      if (!sql.contains("now(")
          && !sql.contains("now64(")
          && !sql.contains("system.parts")
          && !readsThem(sql)) {
        String name = found.path("name").asText();
        rows.put(name, ask(name, sql));
      }
    }
    return rows;
  }

  private static boolean readsThem(String sql) {
    return Pattern.compile("trust\\.(data_clock|heartbeat|table_writes|pipeline_lag)\\b")
        .matcher(sql)
        .find();
  }

  private static List<JsonNode> ask(String view, String sql) throws IOException {
    Set<String> parameters = new LinkedHashSet<>();
    Matcher matcher = PARAMETER.matcher(sql);
    while (matcher.find()) {
      parameters.add(matcher.group(1));
    }
    String arguments =
        parameters.isEmpty()
            ? ""
            : parameters.stream()
                .map(name -> name + " = " + ARGUMENTS.get(name))
                .collect(Collectors.joining(", ", "(", ")"));
    List<JsonNode> rows = new ArrayList<>();
    for (String line : lines("SELECT * FROM trust." + view + arguments)) {
      rows.add(JSON.readTree(line));
    }
    rows.sort(
        Comparator.comparing((JsonNode row) -> text(row, "~"))
            .thenComparing(row -> text(row, "%.2e")));
    return rows;
  }

  private static void assertSame(String view, List<JsonNode> actual, List<JsonNode> expected) {
    assertThat(actual).as(view).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      assertThat(isSame(actual.get(i), expected.get(i)))
          .as("%s: %s and not %s", view, actual.get(i), expected.get(i))
          .isTrue();
    }
  }

  /**
   * Sums come in another order, which the last digits of floating point show; and where they cancel
   * out, what is left is next to nothing, or nothing, of which there may be no quotient.
   */
  private static boolean isSame(JsonNode one, JsonNode other) {
    if (one.isContainerNode() && one.size() == other.size()) {
      Iterator<JsonNode> others = other.iterator();
      for (JsonNode part : one) {
        if (!isSame(part, others.next())) {
          return false;
        }
      }
      return true;
    }
    boolean numbers = (one.isNumber() || one.isNull()) && (other.isNumber() || other.isNull());
    double difference = Math.abs(one.asDouble() - other.asDouble());
    return numbers
        ? difference <= NOTHING + RELATIVE * Math.abs(one.asDouble())
        : one.equals(other);
  }

  /** A value as text, with numbers that are no integers in the given form. */
  private static String text(JsonNode value, String form) {
    if (value.isFloatingPointNumber()) {
      return form.formatted(value.asDouble());
    }
    if (value.isContainerNode()) {
      List<String> parts = new ArrayList<>();
      value.forEach(part -> parts.add(text(part, form)));
      return parts.toString();
    }
    return value.toString();
  }

  private static List<String> lines(String sql) throws IOException {
    try (var in =
        clickHouse.query(sql, "JSONEachRow", Map.of("distributed_product_mode", "global"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static void execute(String... statements) throws SQLException {
    try (Connection connection = stack.clickHouse().url().connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
