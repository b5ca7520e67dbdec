package io.trustlift.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trustlift.local.clickhouse.ClickHouseProcess;
import io.trustlift.local.clickhouse.EngineLibrary;
import io.trustlift.local.clickhouse.PreparedTables;
import io.trustlift.local.npm.NpmPackage;
import io.trustlift.local.stack.DataLayout;
import io.trustlift.local.stack.DataLayout.Contents;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The weekly review of six markets and sixty weeks, as a reader gets it. */
class ReportIT {

  private static final String WORLD = "/io/trustlift/local/report/sixty_weeks.sql";
  private static final String LOOK = "/io/trustlift/local/report/look_at_page.mjs";
  private static final String LAST = "2026-W47";
  private static final List<String> MARKETS = List.of("ALL", "AU", "DE", "JP", "SE", "SG", "US");

  @TempDir private static Path folder;
  private static Path data;
  private static Path page;
  private static Path text;

  @BeforeAll
  static void fillAndReport() throws IOException, SQLException {
    data = folder.resolve("data");
    DataLayout layout = new DataLayout(data);
    layout.create();
    PreparedTables.copyTo(layout.clickHouse());
    try (ClickHouseProcess clickHouse =
            ClickHouseProcess.start(
                EngineLibrary.findHome(), layout.clickHouse(), 0, System.out::println);
        Connection connection = clickHouse.url().connect();
        Statement statement = connection.createStatement()) {
      for (String sql : resource(WORLD).replace("1. AS audience", "0.4 AS audience").split(";\n")) {
        statement.execute(sql);
      }
    }
    layout.setContents(Contents.BATCH);
    page = folder.resolve("page.html");
    text = folder.resolve("page.txt");
    assertThat(succeed("--out", page, "--text", text))
        .contains("The review of " + LAST + " is in " + page);
  }

  @Test
  void theSameDataGiveTheSameBytes() throws IOException {
    Path again = folder.resolve("again.html");
    Path againText = folder.resolve("again.txt");
    succeed("--week", LAST, "--out", again, "--text", againText);
    assertThat(again).hasSameBinaryContentAs(page);
    assertThat(againText).hasSameBinaryContentAs(text);
  }

  @Test
  void sizesFitAMail() throws IOException {
    assertThat(Files.size(page)).isBetween(100_000L, 2_000_000L);
    assertThat(Files.size(text)).isBetween(3_000L, 100_000L);
    assertThat(Files.readString(text)).contains("WEEKLY REVIEW " + LAST, "Through 2026-11-24");
  }

  @Test
  void whatWasPlantedIsAnException() throws IOException {
    String exceptions = Files.readString(text);
    exceptions =
        exceptions.substring(exceptions.indexOf("EXCEPTIONS"), exceptions.indexOf("REFUNDS"));
    assertThat(exceptions).containsPattern("DE +Orders +\\d+ .*outside limits");
  }

  @Test
  void readersOfABrowserSeeWhatTheViewsSay() throws IOException {
    JsonNode told = look(page);
    assertThat(told.get("errors")).isEmpty();
    assertThat(told.get("requests")).as("nothing but the page itself, twice").hasSize(2);
    for (String width : List.of("1280", "390")) {
      JsonNode seen = told.get("widths").get(width);
      assertThat(seen.get("scroll").asInt()).as("no overflow").isEqualTo(Integer.parseInt(width));
      assertThat(seen.get("smallest").asDouble()).as("text of charts, px").isGreaterThan(9);
    }
    assertThat(told.get("charts")).hasSize(MARKETS.size() * 3 * 2 + 2 + 4 + 2 + 4);
    boolean hatched = false;
    for (JsonNode chart : told.get("charts")) {
      String label = chart.get("label").asText();
      assertThat(chart.get("marks").asInt()).as("marks of %s", label).isGreaterThan(5);
      assertThat(chart.get("broken").asInt()).as("hatches of %s", label).isZero();
      hatched |= label.startsWith("Revenue") && chart.get("hatched").asInt() > 0;
    }
    assertThat(hatched).as("provisional weeks are hatched").isTrue();
    List<String> ids = new ArrayList<>();
    told.get("ids").forEach(id -> ids.add(id.asText()));
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(told.get("paper")).hasSize(1);
    assertThat(told.get("paper").get(0).asText()).as("A4").contains("594.9", "841.9");
    assertThat(told.get("pages").asInt()).isBetween(3, 20);
    assertPanels(told.get("panels"));
  }

  @Test
  void theLibraryIsThatOfTheView() throws IOException {
    String html = Files.readString(page);
    for (JsonNode row :
        new ObjectMapper()
            .readTree(
                run(
                    "sql",
                    "SELECT market, groupArray((section, credentials)) AS cells FROM (SELECT * FROM library_coverage(at = '2026-11-23 00:00:00')"
                        + " ORDER BY market, indexOf(['company_papers', 'test_reports', 'user_feedback', 'media', 'supply_chain', 'team'],"
                        + " section)) GROUP BY market ORDER BY market FORMAT JSON",
                    "--data",
                    data))
            .get("data")) {
      StringBuilder cells = new StringBuilder("<tr><td>" + row.get("market").asText() + "</td>");
      for (JsonNode cell : row.get("cells")) {
        long count = cell.get(1).asLong();
        cells.append("<td class=\"n").append(count == 0 ? " none" : "").append("\">");
        cells.append(count).append("</td>");
      }
      assertThat(html).contains(cells);
    }
  }

  /** Every number of every panel, from the view. */
  private static void assertPanels(JsonNode panels) throws IOException {
    Map<String, JsonNode> rows = new HashMap<>();
    for (JsonNode row :
        new ObjectMapper()
            .readTree(
                run(
                    "sql",
                    "SELECT market, metric, unit, value, week_change, year_change, moves FROM weekly_metrics(at = '2026-11-23 12:00:00')"
                        + " WHERE week = '"
                        + LAST
                        + "' FORMAT JSON",
                    "--data",
                    data))
            .get("data")) {
      rows.put(row.get("market").asText() + " " + row.get("metric").asText(), row);
    }
    Set<String> seen = new HashSet<>();
    for (JsonNode panel : panels) {
      String key = panel.get("market").asText() + " " + panel.get("metric").asText();
      JsonNode row = rows.get(key);
      seen.add(key);
      assertThat(panel.get("value").asText()).as(key).isEqualTo(written(row));
      assertThat(panel.get("moves").get(0).asText()).as(key).isEqualTo(moved(row, "week_change"));
      assertThat(panel.get("moves").get(1).asText()).as(key).isEqualTo(moved(row, "year_change"));
    }
    for (String market : MARKETS) {
      assertThat(seen)
          .contains(
              market + " orders", market + " inquiries", market + " revenue_per_1000_minutes");
    }
    assertThat(seen)
        .contains(
            "ALL credential_coverage",
            "ALL response_p90_s",
            "ALL schedule_adherence",
            "ALL stall_share");
  }

  private static String written(JsonNode row) {
    double value = row.get("value").asDouble();
    return switch (row.get("unit").asText()) {
      case "count", "minutes", "money" -> String.format(Locale.ROOT, "%,.0f", value);
      case "share" -> String.format(Locale.ROOT, value < 0.05 ? "%.2f %%" : "%.1f %%", 100 * value);
      case "seconds" -> String.format(Locale.ROOT, "%.1f s", value);
      case "ms" -> String.format(Locale.ROOT, "%,.0f ms", value);
      default -> String.format(Locale.ROOT, "%,.2f", value);
    };
  }

  private static String moved(JsonNode row, String column) {
    if (row.get(column).isNull()) {
      return "–";
    }
    double change = row.get(column).asDouble();
    boolean rate = row.get("moves").asText().equals("basis_points");
    double size = Math.abs(rate ? change : 100 * change);
    String format = rate ? (size < 9.95 ? "%.1f bp" : "%,.0f bp") : "%,.1f %%";
    String shown = String.format(Locale.ROOT, format, size);
    String sign = shown.startsWith("0.0 ") ? "±" : change < 0 ? "−" : "+";
    return sign + shown;
  }

  @Test
  void oneMarketByItsOwnClock() throws IOException {
    Path one = folder.resolve("one.html");
    Path oneText = folder.resolve("one.txt");
    succeed("--week", "2026-w44", "--market", "AU", "--out", one, "--text", oneText);
    assertThat(Files.readString(oneText))
        .contains(
            "WEEKLY REVIEW 2026-W44, 26 Oct to 1 Nov 2026", "by the clock of Australia/Sydney")
        .doesNotContain("US ");
    assertThat(Files.readString(one))
        .contains("data-market=\"AU\"")
        .doesNotContain("data-market=\"ALL\"");
  }

  @Test
  void theRunningWeekIsSaidToRun() throws IOException {
    Path running = folder.resolve("running.txt");
    succeed("--week", "2026-W48", "--out", folder.resolve("running.html"), "--text", running);
    assertThat(Files.readString(running)).contains("The week is not over in every market");
  }

  @Test
  void whatCannotBeAnsweredIsOneSentence() {
    assertThat(fail(2, "--week", "2026-W54", "--out", page))
        .contains("'2026-W54' is not a week: 2026 has weeks W01 to W53");
    assertThat(fail(2, "--week", "last", "--out", page)).contains("not a week such as 2026-W47");
    assertThat(fail(1, "--week", "2020-W10", "--out", page))
        .contains("There is nothing of 2020-W10", "begin in 2025-W40", "2026-W48")
        .hasLineCount(1);
    assertThat(fail(1, "--market", "FR", "--out", page))
        .contains("nothing of market «FR»", "ALL, AU, DE, JP, SE, SG, US")
        .hasLineCount(1);
    assertThat(fail(1, "--out", folder.resolve("none").resolve("page.html")))
        .contains("cannot be written", "there is no folder")
        .hasLineCount(1);
    assertThat(fail(1, "--out", folder)).contains("it is a folder").hasLineCount(1);
  }

  private static JsonNode look(Path html) throws IOException {
    Path web = EngineLibrary.findHome().resolve("infra").resolve("web");
    new NpmPackage(
            web,
            "playwright-core",
            "package.json",
            "what drives the browser",
            "about 70 MB on disk",
            NpmPackage.FETCH_ALL)
        .locateOrFetch(System.out::println);
    Path script = folder.resolve("look_at_page.mjs");
    Files.writeString(script, resource(LOOK));
    Process node =
        new ProcessBuilder(
                "node", script.toString(), html.toString(), folder.toString(), chromium())
            .directory(web.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return new ObjectMapper()
        .readTree(new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
  }

  private static String chromium() {
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .flatMap(
            name ->
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                    .map(path -> Path.of(path, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no Chromium on the path: install it"))
        .toString();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = ReportIT.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static CommandLine report(Object... arguments) {
    List<Object> words = new ArrayList<>(List.of("report", "--data", data));
    words.addAll(List.of(arguments));
    return CommandLine.run(words.toArray());
  }

  private static String succeed(Object... arguments) {
    CommandLine typed = report(arguments);
    assertThat(typed.exitCode()).as(typed.err()).isZero();
    return typed.out();
  }

  private static String fail(int code, Object... arguments) {
    CommandLine typed = report(arguments);
    assertThat(typed.exitCode()).as(typed.out()).isEqualTo(code);
    assertThat(typed.out()).isEmpty();
    return typed.err();
  }

  private static String run(Object... arguments) {
    CommandLine typed = CommandLine.run(arguments);
    assertThat(typed.exitCode()).as(typed.err()).isZero();
    return typed.out();
  }
}
