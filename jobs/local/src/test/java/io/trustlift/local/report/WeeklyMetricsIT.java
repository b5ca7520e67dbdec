package io.trustlift.local.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trustlift.local.clickhouse.EmbeddedClickHouse;
import java.io.IOException;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The weeks of {@code weekly_metrics}: which day belongs to which week on whose clock is worked out
 * here by {@code java.time}, from the same events.
 */
class WeeklyMetricsIT {

  @RegisterExtension static final EmbeddedClickHouse CLICKHOUSE = new EmbeddedClickHouse();

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long SEED = 20260301;

  /** Clocks change in all of them; US, DE and AU on different days, AU the other way round. */
  private static final Map<String, ZoneId> ZONES =
      new TreeMap<>(
          Map.of(
              "US", ZoneId.of("America/New_York"),
              "DE", ZoneId.of("Europe/Berlin"),
              "AU", ZoneId.of("Australia/Sydney")));

  private static final LocalDate FIRST = LocalDate.of(2026, 2, 16);
  private static final LocalDate LAST = LocalDate.of(2027, 1, 11);
  private static final Instant AT = Instant.parse("2027-01-13T10:00:00Z");

  /** Nobody watched JP in this week; SE began in the other. */
  private static final LocalDate SILENT = LocalDate.of(2026, 11, 9);

  private static final LocalDate SE_BEGAN = LocalDate.of(2026, 12, 7);
  private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

  /** The only order of KR, in the week of this Monday. */
  private static final LocalDate REFUNDED = LocalDate.of(2026, 11, 30);

  private static final Instant REFUNDABLE =
      REFUNDED.plusDays(3).atTime(9, 0).atZone(SEOUL).toInstant();

  private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
  private static final ZoneId STOCKHOLM = ZoneId.of("Europe/Stockholm");

  /** When something happened, and how much of it. */
  private record Event(String market, ZoneId zone, Instant at, long amount) {

    LocalDate monday() {
      return WeeklyMetricsIT.monday(at, zone);
    }
  }

  private static final List<Event> ORDERS = new ArrayList<>();
  private static final List<Event> MINUTES = new ArrayList<>();
  private static final List<Event> STARTS = new ArrayList<>();

  @BeforeAll
  static void fill() throws SQLException {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    ZONES.forEach(
        (market, zone) -> {
          for (LocalDate monday = FIRST; !monday.isAfter(LAST); monday = monday.plusWeeks(1)) {
            aroundMidnight(market, zone, monday, random);
            start(market, zone, monday, random);
          }
        });
    for (LocalDate monday = FIRST; !monday.isAfter(LAST); monday = monday.plusWeeks(1)) {
      if (!monday.equals(SILENT)) {
        ordinary("JP", TOKYO, monday);
      }
      if (!monday.isBefore(SE_BEGAN)) {
        ordinary("SE", STOCKHOLM, monday);
      }
    }
    insertOrders();
    insertRefundable("paid", 0, 1);
    ORDERS.add(new Event("KR", SEOUL, REFUNDABLE, 1));
    insertMinutes();
    insertStarts();
  }

  /** The last and the first of a week, to the millisecond, and some hours about them. */
  private static void aroundMidnight(String market, ZoneId zone, LocalDate monday, Random random) {
    Instant midnight = monday.atStartOfDay(zone).toInstant();
    for (Duration off :
        List.of(
            Duration.ofMillis(-1),
            Duration.ZERO,
            Duration.ofMinutes(-75 + random.nextInt(60)),
            Duration.ofMinutes(random.nextInt(70)),
            Duration.ofHours(random.nextInt(160)))) {
      order(market, zone, midnight.plus(off), 1 + random.nextInt(3));
    }
    minute(market, zone, midnight.minusSeconds(60), 60_000L * (1 + random.nextInt(50)));
    minute(market, zone, midnight, 60_000L * (1 + random.nextInt(50)));
    minute(
        market,
        zone,
        midnight.plusSeconds(60L * random.nextInt(10_000)),
        60_000L * (50 + random.nextInt(50)));
  }

  /** Tuesdays at seven and Sundays at a quarter past four, most weeks; now and then late. */
  private static void start(String market, ZoneId zone, LocalDate monday, Random random) {
    LocalDateTime tuesday = monday.plusDays(1).atTime(LocalTime.of(19, 0));
    LocalDateTime sunday = monday.plusDays(6).atTime(LocalTime.of(4, 15));
    for (LocalDateTime planned : List.of(tuesday, sunday)) {
      int draw = random.nextInt(10);
      if (draw > 0) {
        Instant at = planned.atZone(zone).toInstant().plusSeconds(draw < 3 ? 1200 : 60L * draw);
        if (at.isBefore(AT)) {
          STARTS.add(new Event(market, zone, at, 0));
        }
      }
    }
  }

  private static void ordinary(String market, ZoneId zone, LocalDate monday) {
    Instant noon = monday.plusDays(2).atTime(12, 0).atZone(zone).toInstant();
    order(market, zone, noon, 3);
    minute(market, zone, noon, 6_000_000);
  }

  private static void order(String market, ZoneId zone, Instant at, long count) {
    if (at.isBefore(AT)) {
      ORDERS.add(new Event(market, zone, at, count));
    }
  }

  private static void minute(String market, ZoneId zone, Instant at, long viewerMs) {
    if (at.isBefore(AT)) {
      MINUTES.add(new Event(market, zone, at, viewerMs));
    }
  }

  private static void insertOrders() throws SQLException {
    List<String> rows = new ArrayList<>();
    for (Event event : ORDERS) {
      for (int i = 0; i < event.amount(); i++) {
        rows.add(
            "('o%d', 'order', %d, 'v', '%s', 'none', 'paid', 1, 10, 10, 'EUR', 1)"
                .formatted(rows.size(), event.at().toEpochMilli(), event.market()));
      }
    }
    CLICKHOUSE.execute(
        "INSERT INTO trust.outcomes_versions (outcome_id, kind, occurred_at, viewer_id, market, attribution, status, paid, amount,"
            + " paid_amount, currency, version) VALUES "
            + String.join(",", rows));
  }

  private static void insertMinutes() throws SQLException {
    List<String> rows = new ArrayList<>();
    for (Event event : MINUTES) {
      rows.add(
          "(%d, 'm%d', 'live', '%s', [], [], %d)"
              .formatted(
                  event.at().getEpochSecond() / 60 * 60,
                  rows.size(),
                  event.market(),
                  event.amount()));
    }
    CLICKHOUSE.execute(
        "INSERT INTO trust.exposure_time_versions (minute, stream_id, mode, market, on_screen, recent, viewer_ms) VALUES "
            + String.join(",", rows));
  }

  private static void insertStarts() throws SQLException {
    List<String> rows = new ArrayList<>();
    for (Event event : STARTS) {
      // A second viewer from elsewhere, too few to make it a stream of that market.
      for (int viewer = 0; viewer < 12; viewer++) {
        rows.add(
            visit(
                "s" + event.at().toEpochMilli() + event.market(),
                "v" + viewer,
                event,
                viewer == 11));
      }
    }
    CLICKHOUSE.execute(
        "INSERT INTO trust.visits_versions (visit_id, viewer_id, stream_id, mode, market, started_at, ended_at, exposed_ms, seen,"
            + " questions, product_clicks, add_to_carts, shares, stall_ms, version) VALUES "
            + String.join(",", rows));
  }

  private static String visit(String stream, String viewer, Event event, boolean elsewhere) {
    long from = event.at().toEpochMilli() + (viewer.equals("v0") ? 0 : 90_000);
    return "('%s|%s', '%s', '%s', 'live', '%s', %d, %d, 0, [], 0, 0, 0, 0, 0, 1)"
        .formatted(
            viewer, stream, viewer, stream, elsewhere ? "JP" : event.market(), from, from + 60_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"US", "DE", "AU", "ALL"})
  void weeksAreThoseOfTheMarketsClock(String market) {
    Map<LocalDate, Long> orders = byWeek(ORDERS, market);
    Map<LocalDate, Long> viewerMs = byWeek(MINUTES, market);
    List<JsonNode> rows = metric(market, "orders");
    assertThat(rows).hasSize(orders.size());
    for (JsonNode row : rows) {
      LocalDate week = week(row);
      assertThat(row.get("value").asLong()).as("%s %s", market, week).isEqualTo(orders.get(week));
    }
    for (JsonNode row : metric(market, "viewer_minutes")) {
      assertThat(row.get("value").asDouble())
          .as("%s %s", market, week(row))
          .isCloseTo(viewerMs.getOrDefault(week(row), 0L) / 60_000.0, within(1e-9));
    }
    for (JsonNode row : metric(market, "order_rate")) {
      double minutes = viewerMs.getOrDefault(week(row), 0L) / 60_000.0;
      assertThat(row.get("value").asDouble())
          .isCloseTo(1000 * orders.get(week(row)) / minutes, within(1e-9));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"US", "JP", "ALL"})
  void everyWeekIsThereUnderItsIsoName(String market) {
    List<JsonNode> rows = metric(market, "orders");
    LocalDate expected = week(rows.get(0));
    int back = rows.size() - 2;
    for (JsonNode row : rows) {
      assertThat(week(row)).isEqualTo(expected);
      assertThat(row.get("week").asText())
          .isEqualTo(
              "%d-W%02d"
                  .formatted(
                      expected.get(IsoFields.WEEK_BASED_YEAR),
                      expected.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)));
      assertThat(row.get("week_no_back").asInt()).isEqualTo(back);
      assertThat(row.get("over").asInt()).isEqualTo(back >= 0 ? 1 : 0);
      expected = expected.plusWeeks(1);
      back--;
    }
    assertThat(rows.stream().map(row -> row.get("week").asText()))
        .contains("2026-W53", "2027-W01")
        .doesNotHaveDuplicates();
  }

  @Test
  void aWeekWithoutTrafficIsARowWithoutRates() {
    JsonNode orders = at(metric("JP", "orders"), SILENT);
    assertThat(orders.get("value").asDouble()).isZero();
    assertThat(orders.get("week_change").asDouble()).isEqualTo(-1);
    assertThat(at(metric("JP", "viewer_minutes"), SILENT).get("value").asDouble()).isZero();
    assertThat(at(metric("JP", "order_rate"), SILENT).get("value").isNull()).isTrue();
    JsonNode after = at(metric("JP", "orders"), SILENT.plusWeeks(1));
    assertThat(after.get("value").asDouble()).isEqualTo(3);
    assertThat(after.get("week_change").isNull()).as("from nothing").isTrue();
  }

  @Test
  void aFirstWeekHasNothingToBeComparedWith() {
    List<JsonNode> rows = metric("SE", "orders");
    assertThat(week(rows.get(0))).isEqualTo(SE_BEGAN);
    JsonNode first = rows.get(0);
    assertThat(first.get("value").asDouble()).isEqualTo(3);
    for (String column :
        List.of("before", "week_change", "year_before", "year_change", "lower", "upper")) {
      assertThat(first.get(column).isNull()).as(column).isTrue();
    }
    for (JsonNode row : rows) {
      assertThat(row.get("lower").isNull()).as("fewer than 8 weeks").isTrue();
      assertThat(row.get("signals")).isEmpty();
    }
  }

  @Test
  void limitsAreThoseOfTheWeeksThatAreOver() {
    List<JsonNode> rows = metric("DE", "viewer_minutes");
    List<Double> values = new ArrayList<>();
    rows.stream()
        .filter(row -> row.get("over").asInt() == 1)
        .forEach(row -> values.add(row.get("value").asDouble()));
    assertThat(values).hasSize(rows.size() - 1);
    double mean = values.stream().mapToDouble(value -> value).average().orElseThrow();
    double moved = 0;
    for (int i = 1; i < values.size(); i++) {
      moved += Math.abs(values.get(i) - values.get(i - 1));
    }
    double reach = 2.66 * moved / (values.size() - 1);
    for (JsonNode row : rows) {
      double value = row.get("value").asDouble();
      boolean outside =
          row.get("over").asInt() == 1
              && (value > mean + reach || value < Math.max(0, mean - reach));
      assertThat(row.get("centre").asDouble()).isCloseTo(mean, within(1e-9));
      assertThat(row.get("lower").asDouble()).isCloseTo(Math.max(0, mean - reach), within(1e-9));
      assertThat(row.get("upper").asDouble()).isCloseTo(mean + reach, within(1e-9));
      assertThat(row.get("signals").toString().contains("outside")).isEqualTo(outside);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"US", "DE", "AU"})
  void streamsKeepTheirTimeOnTheMarketsClock(String market) {
    ZoneId zone = ZONES.get(market);
    Map<LocalDate, List<Long>> starts = new TreeMap<>();
    for (Event start : STARTS) {
      if (start.market().equals(market)) {
        LocalDate monday = start.monday();
        starts
            .computeIfAbsent(monday, week -> new ArrayList<>())
            .add(
                ChronoUnit.SECONDS.between(
                    monday.atStartOfDay(), LocalDateTime.ofInstant(start.at(), zone)));
      }
    }
    for (JsonNode row : metric(market, "schedule_adherence")) {
      LocalDate week = week(row);
      long slots = 0;
      long kept = 0;
      for (int before = 1; before <= 4; before++) {
        for (long slot : starts.getOrDefault(week.minusWeeks(before), List.of())) {
          slots++;
          kept +=
              starts.getOrDefault(week, List.of()).stream()
                      .anyMatch(start -> Math.abs(start - slot) <= 900)
                  ? 1
                  : 0;
        }
      }
      assertThat(row.get("denominator").asLong()).as("%s %s", market, week).isEqualTo(slots);
      assertThat(row.get("numerator").asLong()).as("%s %s", market, week).isEqualTo(kept);
    }
  }

  @Test
  void aRefundChangesAPastWeekUntilItIsFinal() throws SQLException {
    JsonNode before = at(metric("KR", "revenue"), REFUNDED);
    assertThat(before.get("value").asDouble()).isEqualTo(500);
    assertThat(before.get("provisional").asInt()).isEqualTo(1);
    assertThat(at(metric("KR", "refund_rate"), REFUNDED).get("value").asDouble()).isZero();

    insertRefundable("refunded", 480, 2);
    JsonNode after = at(metric("KR", "revenue"), REFUNDED);
    assertThat(after.get("value").asDouble()).isEqualTo(20);
    assertThat(after.get("provisional").asInt()).isEqualTo(1);
    assertThat(at(metric("KR", "refunds"), REFUNDED).get("value").asDouble()).isEqualTo(480);
    assertThat(at(metric("KR", "refund_rate"), REFUNDED).get("value").asDouble()).isEqualTo(1);
    assertThat(at(metric("KR", "orders"), REFUNDED).get("provisional").asInt())
        .as("orders do not change")
        .isZero();

    // The week is final 45 days after its end on the market's clock, to the second.
    Instant end = REFUNDED.plusWeeks(1).atStartOfDay(SEOUL).toInstant();
    Instant isFinal = end.plus(Duration.ofDays(45));
    assertThat(provisional(isFinal.minusSeconds(1), REFUNDED)).isTrue();
    assertThat(provisional(isFinal, REFUNDED)).isFalse();
    assertThat(provisional(isFinal, REFUNDED.plusWeeks(1))).isTrue();
  }

  private static boolean provisional(Instant at, LocalDate week) {
    return at(metric("KR", "revenue", at), week).get("provisional").asInt() == 1;
  }

  private static void insertRefundable(String status, int refunded, int version)
      throws SQLException {
    CLICKHOUSE.execute(
        "INSERT INTO trust.outcomes_versions (outcome_id, kind, occurred_at, viewer_id, market, attribution, status, paid, amount,"
            + " paid_amount, refunded_amount, currency, version) VALUES ('refundable', 'order', %d, 'v', 'KR', 'none', '%s', 1, 500, 500, %d, 'EUR', %d)"
                .formatted(REFUNDABLE.toEpochMilli(), status, refunded, version));
  }

  @Test
  void rangesOfWeeksAreThoseOfJavaTime() {
    for (LocalDate monday = FIRST; !monday.isAfter(LAST); monday = monday.plusWeeks(1)) {
      for (JsonNode row :
          rows(
              "SELECT market, toUnixTimestamp(starts_at) AS a, toUnixTimestamp(ends_at) AS b FROM trust.review_ranges(week = '"
                  + monday
                  + "')")) {
        ZoneId zone = zone(row.get("market").asText());
        assertThat(row.get("a").asLong()).isEqualTo(monday.atStartOfDay(zone).toEpochSecond());
        assertThat(row.get("b").asLong())
            .isEqualTo(monday.plusWeeks(1).atStartOfDay(zone).toEpochSecond());
      }
    }
  }

  /** Every zone of the markets, hour by hour around every change until 2028. */
  @Test
  void clocksAreThoseOfJavaTime() {
    List<JsonNode> rows =
        rows(
            """
            SELECT markets.time_zone AS zone, toUnixTimestamp(at) AS instant, changes.utc_offset AS offset
            FROM (
                SELECT time_zone, toDateTime('2020-01-01 00:00:00', 'UTC') + 3600 * number AS at
                FROM (SELECT DISTINCT time_zone FROM trust.markets UNION ALL SELECT 'UTC') AS zones CROSS JOIN numbers(8 * 366 * 24) AS hours
            ) AS markets
            ASOF LEFT JOIN trust.clock_changes AS changes ON changes.time_zone = markets.time_zone AND changes.changes_at <= markets.at
            WHERE toDayOfMonth(at) < 15 OR toDayOfMonth(at) > 24
            QUALIFY lagInFrame(offset, 1, -1) OVER (PARTITION BY zone ORDER BY instant) != offset OR toDayOfMonth(at) = 28 AND toHour(at) = 1
            """);
    assertThat(rows).hasSizeGreaterThan(5_000);
    for (JsonNode row : rows) {
      ZoneId zone = ZoneId.of(row.get("zone").asText());
      Instant instant = Instant.ofEpochSecond(row.get("instant").asLong());
      assertThat(row.get("offset").asInt())
          .as("%s at %s", zone, instant)
          .isEqualTo(zone.getRules().getOffset(instant).getTotalSeconds());
    }
  }

  private static Map<LocalDate, Long> byWeek(List<Event> events, String market) {
    Map<LocalDate, Long> weeks = new TreeMap<>();
    for (Event event : events) {
      if (market.equals("ALL")) {
        weeks.merge(monday(event.at(), ZoneOffset.UTC), event.amount(), Long::sum);
      } else if (event.market().equals(market)) {
        weeks.merge(event.monday(), event.amount(), Long::sum);
      }
    }
    return weeks;
  }

  private static ZoneId zone(String market) {
    return switch (market) {
      case "JP" -> TOKYO;
      case "KR" -> SEOUL;
      case "SE" -> STOCKHOLM;
      case "ALL" -> ZoneOffset.UTC;
      default -> ZONES.get(market);
    };
  }

  private static LocalDate monday(Instant at, ZoneId zone) {
    return at.atZone(zone).toLocalDate().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  private static LocalDate week(JsonNode row) {
    return LocalDate.parse(row.get("week_start").asText());
  }

  private static JsonNode at(List<JsonNode> rows, LocalDate week) {
    List<JsonNode> found = rows.stream().filter(row -> week(row).equals(week)).toList();
    assertThat(found).as("rows of %s", week).hasSize(1);
    return found.get(0);
  }

  private static List<JsonNode> metric(String market, String metric) {
    return metric(market, metric, AT);
  }

  private static List<JsonNode> metric(String market, String metric, Instant at) {
    return rows(
        "SELECT * FROM trust.weekly_metrics(at = '%s') WHERE market = '%s' AND metric = '%s' ORDER BY week_start"
            .formatted(at.toString().replace("T", " ").replace("Z", ""), market, metric));
  }

  private static List<JsonNode> rows(String sql) {
    List<JsonNode> rows = new ArrayList<>();
    for (String line : CLICKHOUSE.json(sql)) {
      try {
        rows.add(JSON.readTree(line));
      } catch (IOException e) {
        throw new IllegalStateException("no JSON: " + line, e);
      }
    }
    return rows;
  }
}
