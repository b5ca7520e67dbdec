package io.trustlift.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands over the statistics, on one simulated world that has gone through the job. */
class StatisticsCommandsIT {

  private static final String EXPERIMENT = "certificate-on-air";
  private static final String UNDECLARED = "nobody-declared-me";

  private static final String HOSTILE =
      "x' OR 1 = 1); DROP TABLE trust.visits_versions; -- \\' {m:String} `\" \u0000";

  @TempDir private static Path folder;
  private static Path data;

  @BeforeAll
  static void simulateAndRun() throws IOException {
    Path world = folder.resolve("world");
    data = folder.resolve("data");
    succeed(
        "simulate",
        "--out",
        world,
        "--seed",
        "9",
        "--streams",
        "12",
        "--viewers",
        "900",
        "--minutes",
        "20");
    Files.writeString(
        world.resolve("experiment-assignments.jsonl"),
        """
        {"event_id":"u-1","event_time":"2026-03-02T18:30:00Z","experiment_id":"%s","viewer_id":"u","variant":"b"}
        """
            .formatted(UNDECLARED),
        StandardOpenOption.APPEND);
    run();
  }

  private static void run() {
    succeed(
        "run",
        "--input",
        folder.resolve("world"),
        "--output",
        folder.resolve("output"),
        "--data",
        data);
  }

  @ParameterizedTest
  @ValueSource(strings = {"type", "kind", "credential"})
  void liftAsText(String focus) {
    String text = succeed("lift", "--focus", focus, "--data", data);
    assertThat(text).contains("Orders", "Inquiries", "Evidence: observational").contains(" ALL ");
  }

  static Stream<List<Object>> hostile() {
    return Stream.of(
        List.of("lift", "--market", HOSTILE),
        List.of("lift", "--from", HOSTILE),
        List.of("lift", "--mode", HOSTILE),
        List.of("experiment", HOSTILE),
        List.of("report", "--week", HOSTILE, "--out", folder.resolve("hostile.html")),
        List.of("report", "--market", HOSTILE, "--out", folder.resolve("hostile.html")),
        List.of("erase", "--viewer", HOSTILE),
        List.of("fx", folder.resolve("none.csv"), "--reporting", HOSTILE));
  }

  /** What is typed is bound: it is an unknown name at most, and never a part of a statement. */
  @ParameterizedTest
  @MethodSource("hostile")
  void hostileValuesAreValues(List<Object> words) {
    List<Object> typed = new ArrayList<>(words);
    typed.addAll(List.of("--data", data));
    CommandLine answer = CommandLine.run(typed.toArray());
    assertThat(answer.exitCode()).isIn(0, 1, 2);
    assertThat(answer.out() + answer.err())
        .doesNotContain(
            "Code: ", "SYNTAX", "Syntax error", "\tat ", "io.trustlift", "com.clickhouse");
    assertThat(succeed("sql", "SELECT count() > 0 FROM visits", "--data", data)).contains("1");
  }

  @Test
  void liftAsJson() throws IOException {
    JsonNode rows = array(succeed("lift", "--format", "json", "--data", data));
    assertThat(rows).isNotEmpty();
    for (JsonNode row : rows) {
      assertThat(names(row).subList(0, LiftCommand.CONTRACT_COLUMNS.size()))
          .isEqualTo(LiftCommand.CONTRACT_COLUMNS);
      assertThat(row.get("evidence").asText()).isEqualTo("observational");
      assertThat(row.get("verdict").asText())
          .isIn("up", "down", "no_clear_change", "too_little_data");
    }
    JsonNode narrow =
        array(
            succeed(
                "lift",
                "--format",
                "json",
                "--market",
                "DE",
                "--outcome",
                "order",
                "--mode",
                "live",
                "--lag",
                "60",
                "--from",
                "2026-03-02",
                "--to",
                "2026-03-03T20:00:00Z",
                "--data",
                data));
    assertThat(narrow).isNotEmpty();
    for (JsonNode row : narrow) {
      assertThat(row.get("market").asText()).isEqualTo("DE");
      assertThat(row.get("outcome").asText()).isEqualTo("order");
    }
  }

  @Test
  void liftAsCsv() throws IOException {
    String csv = succeed("lift", "--format", "csv", "--data", data);
    List<String[]> lines = csv(csv);
    assertThat(lines.get(0)).startsWith(LiftCommand.CONTRACT_COLUMNS.toArray(String[]::new));
    assertThat(lines)
        .hasSize(array(succeed("lift", "--format", "json", "--data", data)).size() + 1);
    assertThat(csv).contains("\r\n").doesNotContain("\\N");
  }

  @Test
  void liftOfAMarketThatNobodyCameFrom() {
    assertThat(fail("lift", "--market", "FR", "--data", data))
        .contains("«FR»", "AU, DE, JP, SE, SG, US")
        .hasLineCount(1);
  }

  @Test
  void liftOfATimeWhenNobodyWatched() {
    assertThat(fail("lift", "--from", "2027-01-01", "--data", data))
        .contains("no viewer-time in that range", "leave out --from")
        .hasLineCount(1);
    assertThat(fail("lift", "--from", "2026-03-03", "--to", "2026-03-02", "--data", data))
        .contains("--from has to be before --to")
        .hasLineCount(1);
  }

  @Test
  void experiments() throws IOException {
    String text = succeed("experiment", "--data", data);
    assertThat(text).contains(EXPERIMENT, UNDECLARED, "never declared");
    JsonNode rows = array(succeed("experiment", "--format", "json", "--data", data));
    assertThat(rows).hasSize(2);
  }

  @Test
  void experimentAsText() {
    String text = succeed("experiment", EXPERIMENT, "--data", data);
    assertThat(text)
        .contains("Experiment " + EXPERIMENT, "Control is «control»", "Health", "order_rate *")
        .contains("Evidence: experiment");
    assertThat(text.indexOf("Health")).isLessThan(text.indexOf("Lift against"));
  }

  @Test
  void experimentAsJson() throws IOException {
    JsonNode rows =
        array(
            succeed(
                "experiment",
                EXPERIMENT,
                "--format",
                "json",
                "--cap",
                "0",
                "--window",
                "3",
                "--data",
                data));
    assertThat(rows).isNotEmpty();
    for (JsonNode row : rows) {
      assertThat(names(row).subList(0, ExperimentCommand.CONTRACT_COLUMNS.size()))
          .isEqualTo(ExperimentCommand.CONTRACT_COLUMNS);
      assertThat(row.get("experiment_id").asText()).isEqualTo(EXPERIMENT);
      assertThat(row.get("variant").asText()).isEqualTo("certificate");
      assertThat(row.get("evidence").asText()).isEqualTo("experiment");
    }
  }

  @Test
  void experimentAsCsv() throws IOException {
    List<String[]> lines =
        csv(succeed("experiment", EXPERIMENT, "--format", "csv", "--data", data));
    assertThat(lines.get(0)).startsWith(ExperimentCommand.CONTRACT_COLUMNS.toArray(String[]::new));
    assertThat(lines).hasSizeGreaterThan(1);
  }

  @Test
  void experimentThatNobodyKnows() {
    assertThat(fail("experiment", "nothing-like-it", "--data", data))
        .contains("no experiment «nothing-like-it»", "lists those that there are")
        .hasLineCount(1);
  }

  @Test
  void experimentThatWasNeverDeclared() {
    assertThat(fail("experiment", UNDECLARED, "--data", data))
        .contains("never declared", "experiments.jsonl")
        .hasLineCount(1);
  }

  @Test
  void ratesAreLoadedWhollyOrNotAtAll() throws IOException {
    Path rates = folder.resolve("rates.csv");
    Files.writeString(rates, "currency,day,rate\nEUR,2026-03-05,1.1\nEUR,2026-03-05,1.2\n");
    assertThat(fail("fx", rates, "--data", data)).contains("line 3, column day").hasLineCount(1);
    assertThat(ask("SELECT count() FROM fx_rates")).as("those of the world").isEqualTo("6\n");
    Files.writeString(rates, "currency,day,rate\nEUR,2026-03-05,1.1\nJPY,2026-03-05,0.0067\n");
    assertThat(succeed("fx", rates, "--reporting", "USD", "--data", data))
        .isEqualTo("2 rates of EUR, JPY loaded; revenue is reported in USD.\n");
    Files.writeString(rates, "currency,day,rate\nEUR,2026-03-05,1.25\n");
    succeed("fx", rates, "--data", data);
    assertThat(
            ask(
                "SELECT currency, day, rate FROM fx_rates WHERE day = '2026-03-05' ORDER BY currency"))
        .isEqualTo("EUR\t2026-03-05\t1.25\nJPY\t2026-03-05\t0.0067\n");
    assertThat(ask("SELECT value FROM settings WHERE name = 'reporting_currency'"))
        .isEqualTo("USD\n");

    run();
    assertThat(ask("SELECT count() FROM fx_rates")).as("after another run").isEqualTo("8\n");
  }

  private static String ask(String sql) {
    return succeed("sql", sql, "--format", "TSV", "--data", data);
  }

  private static String succeed(Object... arguments) {
    CommandLine typed = CommandLine.run(arguments);
    assertThat(typed.exitCode()).as(typed.err()).isZero();
    return typed.out();
  }

  /** What a command says that fails, having answered nothing. */
  private static String fail(Object... arguments) {
    CommandLine typed = CommandLine.run(arguments);
    assertThat(typed.exitCode()).as(typed.out()).isEqualTo(1);
    assertThat(typed.out()).isEmpty();
    return typed.err();
  }

  private static JsonNode array(String json) throws IOException {
    JsonNode rows = new ObjectMapper().readTree(json);
    assertThat(rows.isArray()).isTrue();
    return rows;
  }

  private static List<String> names(JsonNode row) {
    List<String> names = new ArrayList<>();
    row.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<String[]> csv(String text) throws IOException {
    try (MappingIterator<String[]> lines =
        new CsvMapper()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .readerFor(String[].class)
            .readValues(text)) {
      return lines.readAll();
    }
  }
}
