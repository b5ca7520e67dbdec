package io.trustlift.local.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.trustlift.local.browser.Browser;
import io.trustlift.local.browser.Seen;
import io.trustlift.local.browser.Visit;
import io.trustlift.local.clickhouse.EngineLibrary;
import io.trustlift.local.npm.WebPackages;
import io.trustlift.local.stack.DataLayout;
import io.trustlift.local.stack.Question;
import io.trustlift.local.stack.Tables;
import io.trustlift.report.look.LookServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page in a real browser, over a simulated world whose credentials and experiment have markup
 * in their names. Screenshots stay in {@code target/look}.
 */
class LookIT {

  private static final String READY = "body[data-ready=true]";
  private static final List<String> VIEWS = List.of("overview", "market", "stream", "experiment");
  private static final String MARKUP = "<img src=x onerror=alert(1)> & ";
  private static final Path SHOTS = Path.of("target", "look");
  private static final double EXACT = 1e-9;

  /** Colours of marks: what else there is in a drawing are axes, frames and grids. */
  private static final List<String> MARKS =
      List.of("var(--accent)", "var(--second)", "var(--text)", "var(--type-");

  @TempDir private static Path folder;
  private static Tables tables;
  private static LookServer server;
  private static String base;

  @BeforeAll
  static void simulateRunAndServe() throws Exception {
    Path world = folder.resolve("world");
    Path data = folder.resolve("data");
    succeed(
        "simulate",
        "--out",
        world,
        "--seed",
        "11",
        "--streams",
        "3",
        "--viewers",
        "500",
        "--minutes",
        "40");
    putMarkupInto(world.resolve("credentials.jsonl"), "title");
    putMarkupInto(world.resolve("experiments.jsonl"), "name");
    succeed("run", "--input", world, "--output", folder.resolve("output"), "--data", data);
    tables = Tables.open(new DataLayout(data));
    server =
        LookServer.start(
            0,
            LookCommand.rows(tables.clickHouse()),
            LookCommand.chartLibrary(
                WebPackages.echarts(EngineLibrary.findHome(), System.out::println)));
    server.warm().join();
    base = "http://127.0.0.1:" + server.port();
    Files.createDirectories(SHOTS);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
    if (tables != null) {
      tables.close();
    }
  }

  @Test
  void everyViewIsDrawnQuietlyOnWideNarrowAndDarkScreens() {
    List<Visit> visits = new ArrayList<>();
    for (String view : VIEWS) {
      String url = base + "/" + view;
      visits.add(Visit.of(url, READY, 1280).keptAs(shot(view + "-1280")));
      visits.add(Visit.of(url, READY, 390).keptAs(shot(view + "-390")));
      visits.add(Visit.of(url, READY, 1280).onDarkScreen().keptAs(shot(view + "-dark")));
    }
    for (Seen seen : Browser.open(visits)) {
      assertThat(seen.status()).as(seen.url()).isEqualTo(200);
      assertThat(seen.complaints()).as(seen.url()).isEmpty();
      assertThat(seen.requests()).as(seen.url()).allMatch(url -> url.startsWith(base + "/"));
      assertThat(seen.overflow()).as("overflow of " + seen.url()).isLessThanOrEqualTo(0);
      assertThat(seen.charts()).as(seen.url()).hasSizeGreaterThanOrEqualTo(3);
      assertThat(seen.charts()).as(seen.url()).allSatisfy(LookIT::hasMarks);
      assertThat(seen.tables())
          .as(seen.url())
          .allSatisfy(table -> assertThat(table.rows()).isNotEmpty());
      assertThat(seen.text()).contains("Data as of ").doesNotContain("undefined", "NaN", "[object");
    }
  }

  @Test
  void theWordEffectIsForWhatWasDrawnAtRandom() {
    for (Seen seen : Browser.open(visits("overview", "market", "stream"))) {
      assertThat(seen.text()).as(seen.url()).doesNotContainIgnoringCase("effect");
      assertThat(seen.coloured()).as(seen.url()).isEmpty();
      assertThat(seen.text()).contains("Estimate, not drawn at random");
    }
    Seen experiment = Browser.open(visit("/experiment"));
    assertThat(experiment.text()).contains("Experiment, drawn at random", "Effect");
  }

  @Test
  void overviewShowsWhatTheViewsSay() throws IOException {
    Seen seen = Browser.open(visit("/overview"));

    Map<String, String> orders = new HashMap<>();
    for (JsonNode row :
        rows(
            "SELECT market, focus_value, rate_ratio FROM trust.credential_lift("
                + range()
                + ", mode = 'live', focus = 'type', lag = 0) WHERE outcome = 'order' AND rate_ratio IS NOT NULL")) {
      orders.put(
          row.get("market").asText() + " " + row.get("focus_value").asText().replace('_', ' '),
          digits(row.get("rate_ratio").doubleValue()));
    }
    assertThat(matrix(seen.table("Lift on orders by type")))
        .isNotEmpty()
        .containsExactlyInAnyOrderEntriesOf(orders);

    JsonNode all =
        rows("SELECT * FROM trust.market_totals("
                + range()
                + ", mode = 'live') WHERE market = 'ALL'")
            .get(0);
    List<Seen.Cell> over = seen.captioned("Totals by market").rows().get(0);
    assertThat(over.get(0).text()).isEqualTo("All markets");
    assertThat(value(over.get(2))).isEqualTo(all.get("viewers").doubleValue());
    assertThat(value(over.get(7))).isCloseTo(all.get("order_rate").doubleValue(), within(EXACT));
    assertThat(over.get(2).text().replace(",", "")).isEqualTo(all.get("viewers").asText());

    List<JsonNode> streams =
        rows("SELECT stream_id, orders FROM trust.stream_list(" + range() + ")");
    assertThat(seen.captioned("Streams").rows())
        .extracting(cells -> cells.get(0).value() + " " + cells.get(6).value())
        .containsExactlyElementsOf(
            streams.stream()
                .map(row -> row.get("stream_id").asText() + " " + row.get("orders").asText())
                .toList());
    assertThat(seen.links()).contains("/stream?stream=" + streams.get(0).get("stream_id").asText());

    assertThat(seen.captioned("Viewers by step").rows())
        .extracting(cells -> cells.get(1).value())
        .containsExactlyElementsOf(
            rows(
                    "SELECT viewers FROM trust.funnel("
                        + range()
                        + ", mode = 'live') WHERE market = 'ALL' ORDER BY step_no")
                .stream()
                .map(row -> row.get("viewers").asText())
                .toList());
  }

  @Test
  void marketShowsWhatTheViewsSay() throws IOException {
    Seen seen = Browser.open(visit("/market?market=DE"));

    assertThat(seen.captioned("Lift on orders by kind").rows())
        .extracting(cells -> cells.get(3).value() == null ? "" : digits(value(cells.get(3))))
        .containsExactlyElementsOf(
            rows(
                    "SELECT shrunk_ratio FROM trust.credential_lift("
                        + range()
                        + ", mode = 'live', focus = 'kind', lag = 0) WHERE outcome = 'order' AND market = 'DE' ORDER BY shrunk_ratio DESC NULLS LAST, focus_value")
                .stream()
                .map(
                    row ->
                        row.get("shrunk_ratio").isNull()
                            ? ""
                            : digits(row.get("shrunk_ratio").doubleValue()))
                .toList());
    assertThat(seen.captioned("Askers by response time").rows())
        .extracting(cells -> cells.get(0).text() + " " + cells.get(1).value())
        .containsExactlyElementsOf(
            rows(
                    "SELECT band, questions FROM trust.response_bands("
                        + range()
                        + ") WHERE market = 'DE' ORDER BY band_no")
                .stream()
                .map(row -> row.get("band").asText() + " " + row.get("questions").asText())
                .toList());
  }

  @Test
  void streamDrawsEveryShowingAsARegion() throws IOException {
    Seen seen =
        Browser.open(visit("/stream").pointingAt("figure path[fill='var(--type-authority)']"));
    String stream = newestStream();
    assertThat(seen.url()).isEqualTo(base + "/stream?stream=" + stream);

    List<JsonNode> overlays =
        rows(
            "SELECT display_id, type, misuse FROM trust.stream_overlays(stream = '"
                + stream
                + "')");
    Map<String, Integer> fills = seen.chart("Viewers, inquiries and orders").fills();
    for (String type : List.of("authority", "social_proof", "live_demonstration", "interaction")) {
      long shown = overlays.stream().filter(row -> row.get("type").asText().equals(type)).count();
      // In its lane and behind both charts; and the legend.
      assertThat(fills.getOrDefault("var(--type-" + type + ")", 0))
          .as(type)
          .isEqualTo((int) (shown == 0 ? 0 : 3 * shown + 1));
    }
    assertThat(seen.captioned("Showings").rows())
        .extracting(cells -> cells.get(0).value())
        .containsExactlyElementsOf(
            overlays.stream().map(row -> row.get("display_id").asText()).toList());
    long misused = overlays.stream().filter(row -> !row.get("misuse").asText().isEmpty()).count();
    assertThat(seen.captioned("Showings").rows())
        .filteredOn(cells -> cells.get(8).text().startsWith("⚠"))
        .hasSize((int) misused);
    assertThat(seen.chart("Viewers, inquiries and orders").texts())
        .filteredOn(text -> text.startsWith("⚠"))
        .hasSize((int) misused);

    List<JsonNode> minutes =
        rows(
            "SELECT minute, orders FROM trust.stream_minutes(stream = '"
                + stream
                + "', mode = 'live') WHERE market = 'ALL' ORDER BY minute");
    assertThat(seen.captioned("By minute").rows())
        .extracting(cells -> cells.get(0).value() + " " + cells.get(3).value())
        .containsExactlyElementsOf(
            minutes.stream()
                .map(row -> row.get("minute").asText() + " " + row.get("orders").asText())
                .toList());
  }

  @Test
  void experimentShowsHealthFirstAndColoursNothingBeforeItIsReady() throws IOException {
    Seen seen = Browser.open(visit("/experiment"));

    List<JsonNode> rows =
        rows(
            "SELECT metric, rel_lift, readiness, verdict FROM trust.experiment_lift(experiment = '', cap = 0.999, window_days = 7, closed_only = 0) WHERE market = 'ALL' AND metric IN ('order_rate', 'revenue_per_viewer', 'inquiry_rate', 'orders_per_inquirer')");
    assertThat(seen.captioned("Effect on each metric").rows())
        .extracting(cells -> cells.get(4).value() == null ? "" : digits(value(cells.get(4))))
        .containsExactlyElementsOf(
            rows.stream()
                .map(
                    row ->
                        row.get("rel_lift").isNull()
                            ? ""
                            : digits(row.get("rel_lift").doubleValue()))
                .toList());
    assertThat(seen.text().indexOf("Health first"))
        .isLessThan(seen.text().indexOf("What each arm did"));
    boolean ready =
        rows.stream()
            .anyMatch(
                row ->
                    row.get("readiness").asText().equals("ready")
                        && row.get("verdict").asText().matches("up|down"));
    if (!ready) {
      assertThat(seen.coloured()).isEmpty();
    }
    assertThat(seen.captioned("Viewers by arm").rows()).hasSizeGreaterThan(2);
  }

  @Test
  void namesAreTextAndNeverMarkup() {
    Seen stream =
        Browser.open(visit("/stream").pointingAt("figure path[fill='var(--type-authority)']"));
    assertThat(stream.captioned("Showings").rows())
        .anySatisfy(cells -> assertThat(cells.get(0).text()).startsWith(MARKUP));
    assertThat(stream.complaints()).isEmpty();

    Seen experiment = Browser.open(visit("/experiment"));
    assertThat(experiment.title()).startsWith(MARKUP);
    assertThat(experiment.requests()).noneMatch(url -> url.endsWith("/x"));

    Seen market =
        Browser.open(
            visit("/market?market=DE")
                .pointingAt(
                    "[aria-label^='Lift on orders by credential'] svg rect",
                    "[aria-label^='Lift on orders by credential'] path[fill='var(--accent)']"));
    assertThat(market.complaints()).isEmpty();
    assertThat(market.captioned("Lift on orders by credential").rows())
        .anySatisfy(cells -> assertThat(cells.get(0).text()).startsWith(MARKUP));
  }

  @Test
  void theKeyboardReachesEveryViewAndFilter() {
    Seen seen =
        Browser.open(
            visit("/overview?market=DE&focus=kind").tabbing(9).entering("#views a:nth-child(3)"));

    assertThat(seen.focused().get(0).text()).isEqualTo("Skip to the figures");
    assertThat(seen.focused())
        .extracting(Seen.Focus::text)
        .containsSequence("Overview", "Market", "Stream", "Experiment");
    assertThat(seen.focused())
        .extracting(Seen.Focus::name)
        .containsSequence("market", "mode", "focus", "range");
    assertThat(seen.focused()).allMatch(Seen.Focus::outlined);
    assertThat(seen.after().url())
        .startsWith(base + "/stream?")
        .contains("market=DE", "focus=kind");
    assertThat(seen.after().title()).startsWith("Stream ");
  }

  @Test
  void printsOnA4() throws IOException {
    List<Visit> visits = new ArrayList<>();
    for (String view : VIEWS) {
      visits.add(
          visit("/" + view)
              .onDarkScreen()
              .printedTo(SHOTS.resolve(view + ".pdf").toAbsolutePath()));
    }
    for (Seen seen : Browser.open(visits)) {
      assertThat(seen.printedHeights())
          .as(seen.url())
          .hasSameSizeAs(seen.charts())
          .allMatch(height -> height > 60);
    }
    for (String view : VIEWS) {
      String pdf = Files.readString(SHOTS.resolve(view + ".pdf"), StandardCharsets.ISO_8859_1);
      Matcher box = Pattern.compile("/MediaBox \\[0 0 ([0-9.]+) ([0-9.]+)\\]").matcher(pdf);
      int pages = 0;
      while (box.find()) {
        pages++;
        assertThat(Double.parseDouble(box.group(1))).isCloseTo(595, within(1.5));
        assertThat(Double.parseDouble(box.group(2))).isCloseTo(842, within(1.5));
      }
      assertThat(pages).as(view).isBetween(1, 8);
    }
  }

  @Test
  void whatIsNotThereIsSaidClearly() {
    Seen stream = Browser.open(visit("/stream?stream=nowhere"));
    assertThat(stream.messages())
        .anySatisfy(
            text -> assertThat(text).contains("There is no stream «nowhere»", newestStream()));
    Seen market = Browser.open(visit("/market?market=XX"));
    assertThat(market.messages())
        .anySatisfy(text -> assertThat(text).contains("There is no viewer-time of market «XX»"));
    Seen range = Browser.open(visit("/overview?range=2001-01-01..2001-02-01"));
    assertThat(range.complaints()).isEmpty();
    assertThat(range.messages()).anySatisfy(text -> assertThat(text).contains("Choose a longer"));
  }

  private static void hasMarks(Seen.Chart chart) {
    long found =
        Stream.of(chart.fills(), chart.strokes())
            .flatMap(counts -> counts.entrySet().stream())
            .filter(entry -> MARKS.stream().anyMatch(entry.getKey()::startsWith))
            .mapToLong(Map.Entry::getValue)
            .sum();
    assertThat(found).as("marks of «" + chart.label() + "»").isPositive();
  }

  /** Figures of a matrix by market and focus value. */
  private static Map<String, String> matrix(Seen.Table table) {
    Map<String, String> values = new HashMap<>();
    for (List<Seen.Cell> cells : table.rows()) {
      for (int column = 1; column < cells.size(); column++) {
        String market =
            table.head().get(column).equals("All markets") ? "ALL" : table.head().get(column);
        if (cells.get(column).value() != null) {
          values.put(market + " " + cells.get(0).text(), digits(value(cells.get(column))));
        }
      }
    }
    return values;
  }

  /** With the digits that hold, whichever order the engine added in. */
  private static String digits(double value) {
    return String.format(Locale.ROOT, "%.9e", value);
  }

  private static double value(Seen.Cell cell) {
    return Double.parseDouble(cell.value());
  }

  private static Visit visit(String path) {
    return Visit.of(base + path, READY, 1280);
  }

  private static List<Visit> visits(String... views) {
    return Arrays.stream(views).map(view -> visit("/" + view)).toList();
  }

  private static Path shot(String name) {
    return SHOTS.resolve(name + ".png").toAbsolutePath();
  }

  private static String newestStream() {
    try {
      return rows("SELECT stream_id FROM trust.visits_versions GROUP BY stream_id ORDER BY toDateTime(min(started_at), 'UTC') DESC, stream_id LIMIT 1")
          .get(0)
          .get("stream_id")
          .asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<JsonNode> rows(String sql) throws IOException {
    return Question.of(sql).rows(tables.clickHouse());
  }

  /** All there is, whatever the page makes of it. */
  private static String range() {
    return "from = '2000-01-01 00:00:00', to = '2100-01-01 00:00:00'";
  }

  private static void putMarkupInto(Path file, String field) throws IOException {
    String text = Files.readString(file);
    String quoted = "\"" + field + "\":\"";
    assertThat(text).contains(quoted);
    Files.writeString(file, text.replace(quoted, quoted + MARKUP));
  }

  private static void succeed(Object... arguments) {
    CommandLine done = CommandLine.run(arguments);
    assertThat(done.exitCode()).as(done.err()).isZero();
  }
}
