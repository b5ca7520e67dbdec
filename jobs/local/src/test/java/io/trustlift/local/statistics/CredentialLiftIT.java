package io.trustlift.local.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trustlift.clickhouse.LiftTerms;
import io.trustlift.local.clickhouse.EmbeddedClickHouse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code credential_lift} against the same estimator as plain relations over the contract tables,
 * whether its terms are summed up ahead, computed when asked, or both; and that it notices whatever
 * makes sums ahead wrong.
 */
class CredentialLiftIT {

  @RegisterExtension static final EmbeddedClickHouse CLICKHOUSE = new EmbeddedClickHouse();

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double TOLERANCE = 1e-9;
  private static final String WHOLE = "2026-03-01 00:00:00";
  private static final String END = "2026-03-04 00:00:00";

  @BeforeAll
  static void fill() throws SQLException {
    CLICKHOUSE.execute(
        """
        INSERT INTO trust.credentials_versions (credential_id, event_id, event_time, type, kind, title, status)
        SELECT
            concat('c', toString(number)), 'e', '2026-01-01 00:00:00',
            ['authority', 'social_proof', 'live_demonstration', 'interaction'][number % 4 + 1],
            concat('kind', toString(number % 7)), 'title', 'active'
        FROM numbers(11)
        """,
        // Twelve rooms on three days, of which c11 is in no catalogue.
        """
        INSERT INTO trust.exposure_time_versions (minute, stream_id, mode, market, on_screen, recent, viewer_ms)
        SELECT
            toDateTime('2026-03-01 05:40:00', 'UTC') + 86400 * (room % 3) + 60 * minute,
            concat('s', toString(room)),
            if(h % 5 = 0, 'replay', 'live'),
            ['DE', 'US', 'JP'][h % 3 + 1],
            arrayMap(i -> concat('c', toString((on + 5 * i) % 12)), range(on % 3)),
            arrayMap(i -> concat('c', toString((intDiv(on, 12) + 7 * i) % 12)), range(h % 2)),
            1 + h % 400000
        FROM
        (
            SELECT number % 12 AS room, intDiv(number, 12) % 90 AS minute, cityHash64(number, 1) AS h,
                cityHash64(room, intDiv(minute, 2), intDiv(number, 1080) % 3) % 1000 AS on
            FROM numbers(12 * 90 * 5)
        )
        """,
        """
        INSERT INTO trust.outcomes_versions
            (outcome_id, kind, occurred_at, viewer_id, market, stream_id, visit_id, mode, on_screen, recent, seen, exposed_30s,
             exposed_60s, exposed_120s, attribution, status, paid, amount, currency, version)
        SELECT
            concat('o', toString(rowNumberInAllBlocks())), if(viewer_ms % 3 = 0, 'order', 'inquiry'),
            toDateTime64(minute, 3, 'UTC') + (viewer_ms % 60000) / 1000, 'v', market, stream_id, 'visit', mode, on_screen, recent, [],
            arraySort(arrayDistinct(arrayConcat(on_screen, recent))), on_screen, recent,
            if(viewer_ms % 11 = 0, 'post_visit', 'in_visit'), if(viewer_ms % 9 = 0, 'cancelled', 'paid'), 1, 10, 'EUR', 1
        FROM trust.exposure_time
        WHERE viewer_ms % 4 != 0
        """);
  }

  @ParameterizedTest
  @CsvSource({
    "type, 0, all, 2026-03-01 00:00:00, 2026-03-04 00:00:00",
    "type, 30, live, 2026-03-01 06:12:30, 2026-03-03 06:37:30",
    "kind, 60, all, 2026-03-01 06:33:00, 2026-03-03 07:00:00",
    "credential, 120, all, 2026-03-01 05:55:00, 2026-03-04 00:00:00",
  })
  void equalsThePlainRelationalForm(String focus, int lag, String mode, String from, String to)
      throws SQLException, IOException {
    Map<String, JsonNode> expected = relational(focus, lag, mode, from, to);

    forgetTerms();
    assertSame(expected, lift(focus, lag, mode, from, to));
    refresh();
    assertThat(CLICKHOUSE.column("SELECT count() > 0 FROM trust.lift_hours_ready"))
        .containsExactly("1");
    assertThat(CLICKHOUSE.column("SELECT uniq(mode) FROM trust.lift_spans_ready"))
        .containsExactly("3");
    assertSame(expected, lift(focus, lag, mode, from, to));
  }

  @Tag("chaos") // the long form
  @ParameterizedTest
  @CsvSource({
    "type, 0, live, 2026-03-01 06:12:00, 2026-03-03 06:37:00",
    "type, 60, replay, 2026-03-01 05:00:00, 2026-03-02 00:00:00",
    "type, 120, all, 2026-03-02 06:03:00, 2026-03-02 06:04:00",
    "kind, 0, live, 2026-03-01 00:00:00, 2026-03-04 00:00:00",
    "credential, 0, live, 2026-03-01 06:00:00, 2026-03-03 06:00:00",
  })
  void equalsThePlainRelationalFormOfOthers(
      String focus, int lag, String mode, String from, String to) throws SQLException, IOException {
    equalsThePlainRelationalForm(focus, lag, mode, from, to);
  }

  @Test
  void hoursThatHaveChangedAreNotTakenFromTheSums() throws SQLException, IOException {
    refresh();
    CLICKHOUSE.execute(
        """
        INSERT INTO trust.exposure_time_versions (minute, stream_id, mode, market, on_screen, recent, viewer_ms)
        VALUES ('2026-03-01 06:30:00', 's0', 'live', 'DE', ['c1'], [], 100000000)
        """);

    assertSame(relational("type", 0, "all", WHOLE, END), lift("type", 0, "all", WHOLE, END));
    refresh();
    assertSame(relational("type", 0, "all", WHOLE, END), lift("type", 0, "all", WHOLE, END));
  }

  /** Streams are pooled by their first and last day; one that goes on belongs with others then. */
  @Test
  void aStreamThatGoesOnIsNotTakenFromTheStreamsItWasPooledWith() throws SQLException, IOException {
    refresh();
    CLICKHOUSE.execute(
        """
        INSERT INTO trust.exposure_time_versions (minute, stream_id, mode, market, on_screen, recent, viewer_ms)
        VALUES ('2026-03-02 23:58:00', 's3', 'live', 'US', ['c2'], [], 500000),
               ('2026-03-02 23:59:00', 's3', 'live', 'US', [], [], 400000),
               ('2026-03-03 00:01:00', 's3', 'live', 'US', ['c2'], [], 300000)
        """);

    for (String end : List.of(END, "2026-03-03 00:00:00")) {
      assertSame(relational("type", 0, "all", WHOLE, end), lift("type", 0, "all", WHOLE, end));
      assertSame(relational("kind", 0, "live", WHOLE, end), lift("kind", 0, "live", WHOLE, end));
    }
    refresh();
    assertThat(
            CLICKHOUSE.column(
                "SELECT dateDiff('hour', starts_at, ends_at) FROM trust.lift_spans_ready"
                    + " WHERE mode = 'live' AND has(streams, 's3') ORDER BY 1"))
        .containsExactly("44", "72");
    for (String end : List.of(END, "2026-03-03 00:00:00")) {
      assertSame(relational("type", 0, "all", WHOLE, end), lift("type", 0, "all", WHOLE, end));
      assertSame(relational("kind", 0, "live", WHOLE, end), lift("kind", 0, "live", WHOLE, end));
    }
  }

  /** Which steps an order has gone through changes no lift. */
  @Test
  void aStepOfAnOrderLeavesItsStreamPooled() throws SQLException, IOException {
    refresh();
    writeOrders("outcome_id, 'refunded', 2, 1");

    assertThat(pooled("s5")).isEqualTo(2);
    assertSame(relational("type", 0, "all", WHOLE, END), lift("type", 0, "all", WHOLE, END));
  }

  @Test
  void anOutcomeTakesOnlyTheSpansOfItsStream() throws SQLException, IOException {
    refresh();
    writeOrders("concat('more', outcome_id), 'paid', 1, 0");

    assertThat(pooled("s5")).isZero();
    assertThat(pooled("s6")).as("of another day").isEqualTo(2);
    assertSame(relational("type", 0, "all", WHOLE, END), lift("type", 0, "all", WHOLE, END));
    refresh();
    assertThat(pooled("s5")).isEqualTo(2);
    assertSame(relational("type", 0, "all", WHOLE, END), lift("type", 0, "all", WHOLE, END));
  }

  /** Writes the orders of a stream once more, as another version or under another id. */
  private static void writeOrders(String idStatusVersionRevision) throws SQLException {
    CLICKHOUSE.execute(
        """
        INSERT INTO trust.outcomes_versions
            (outcome_id, status, version, revision, kind, occurred_at, viewer_id, market, stream_id, visit_id, mode, on_screen, recent,
             seen, exposed_30s, exposed_60s, exposed_120s, attribution, paid, amount, currency)
        SELECT
            %s, kind, occurred_at, viewer_id, market, stream_id, visit_id, mode, on_screen, recent, seen,
            exposed_30s, exposed_60s, exposed_120s, attribution, paid, amount, currency
        FROM trust.outcomes
        WHERE stream_id = 's5' AND attribution = 'in_visit' AND kind = 'order'
        """
            .formatted(idStatusVersionRevision));
  }

  private static int pooled(String stream) throws SQLException {
    return Integer.parseInt(
        CLICKHOUSE
            .column(
                "SELECT countIf(has(streams, '%s')) FROM trust.lift_spans_ready WHERE mode = 'all'"
                    .formatted(stream))
            .get(0));
  }

  @Test
  void hoursWithACredentialThatHasChangedAreNotTakenFromTheSums() throws SQLException, IOException {
    refresh();
    CLICKHOUSE.execute(
        """
        INSERT INTO trust.credentials_versions (credential_id, event_id, event_time, type, kind, title, status)
        VALUES ('c3', 'later', '2026-02-01 00:00:00', 'authority', 'kind0', 'title', 'active')
        """);

    assertSame(relational("type", 0, "all", WHOLE, END), lift("type", 0, "all", WHOLE, END));
    refresh();
    assertSame(relational("type", 0, "all", WHOLE, END), lift("type", 0, "all", WHOLE, END));
  }

  /** Each step says what the lift over it says, less what is adjusted over a table of cells. */
  @Test
  void overTimeEveryStepIsTheLiftOfItsRange() {
    for (String day : List.of("2026-03-01", "2026-03-02", "2026-03-03")) {
      Map<String, JsonNode> whole =
          lift("kind", 0, "live", day + " 00:00:00", day + " 23:59:59.999");
      Map<String, JsonNode> steps =
          rows(
              """
              SELECT * FROM trust.credential_lift_over_time(from = '%s', to = '%s', mode = 'live', focus = 'kind', step = 86400)
              WHERE toDate(bucket) = '%s'
              """
                  .formatted(WHOLE, END, day));
      assertThat(steps.keySet()).isEqualTo(whole.keySet()).isNotEmpty();
      whole.forEach(
          (cell, row) -> {
            JsonNode step = steps.get(cell);
            for (String number :
                List.of("exposed_events", "exposed_minutes", "rate_ratio", "low", "high")) {
              close(day + " " + cell + " " + number, number(step, number), number(row, number));
            }
            assertThat(step.get("streams").asInt()).isEqualTo(row.get("streams").asInt());
          });
    }
  }

  @Test
  void anHourIsSummedUpOnce() throws SQLException {
    refresh();
    String rows =
        "SELECT (SELECT count() FROM trust.lift_terms), (SELECT count() FROM trust.lift_span_terms)";
    String before = CLICKHOUSE.json(rows).get(0);

    try (Connection connection = CLICKHOUSE.connect()) {
      assertThat(LiftTerms.refresh(connection, Duration.ZERO)).isFalse();
    }
    assertThat(CLICKHOUSE.json(rows)).containsExactly(before);
  }

  /** Where every replay of a stream makes another span, what it leaves behind would pile up. */
  @Test
  void spansThatNoLongerHoldAreRemoved() throws SQLException {
    forgetTerms();
    CLICKHOUSE.execute(
        """
        INSERT INTO trust.lift_touched (hour, stream_id, mode, touched_at)
        VALUES ('2026-03-01 06:00:00', 'gone', 'live', now64(3) - INTERVAL 20 MINUTE)
        """,
        """
        INSERT INTO trust.lift_spans (mode, grain, starts_at, ends_at, build, covers_until, catalogue_until, streams)
        VALUES ('live', 'hour', '2026-03-01 06:00:00', '2026-03-01 07:00:00', 1, now64(3) - INTERVAL 30 MINUTE, now64(3), ['gone'])
        """);
    String broken = "SELECT count() FROM trust.lift_spans_broken";
    assertThat(CLICKHOUSE.column(broken)).containsExactly("1");

    refresh();

    assertThat(CLICKHOUSE.column(broken)).containsExactly("0");
    CLICKHOUSE.execute("DELETE FROM trust.lift_touched WHERE stream_id = 'gone'");
  }

  @Test
  void nothingIsSummedUpThatMayStillBeWritten() throws SQLException {
    forgetTerms();
    try (Connection connection = CLICKHOUSE.connect()) {
      assertThat(LiftTerms.refresh(connection, Duration.ofDays(1))).isFalse();
    }
  }

  @Test
  void fewerThanEightStreamsAreTooLittle() {
    List<JsonNode> rows =
        new ArrayList<>(
            lift("type", 0, "all", "2026-03-01 00:00:00", "2026-03-02 00:00:00").values());

    assertThat(rows).isNotEmpty();
    for (JsonNode row : rows) {
      assertThat(row.get("streams").asInt()).isLessThan(8);
      assertThat(row.get("verdict").asText()).isEqualTo("too_little_data");
      assertThat(row.get("evidence").asText()).isEqualTo("observational");
    }
  }

  @Test
  void anEmptyRangeHasNoRows() {
    assertThat(lift("type", 0, "all", "2027-03-01 00:00:00", "2027-03-02 00:00:00")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "brand, 0, all, focus must be",
    "type, 45, all, lag must be",
    "type, 0, both, mode must"
  })
  void otherParametersAreRefused(String focus, int lag, String mode, String message) {
    assertThatThrownBy(() -> lift(focus, lag, mode, WHOLE, END)).hasMessageContaining(message);
  }

  private static void assertSame(Map<String, JsonNode> expected, Map<String, JsonNode> actual) {
    assertThat(actual.keySet()).isEqualTo(expected.keySet()).isNotEmpty();
    expected.forEach(
        (cell, row) -> {
          JsonNode lift = actual.get(cell);
          for (String count : List.of("strata", "strata_dropped")) {
            assertThat(lift.get(count).asLong())
                .as(cell + " " + count)
                .isEqualTo(row.get(count).asLong());
          }
          for (String number :
              List.of(
                  "exposed_events",
                  "exposed_minutes",
                  "baseline_events",
                  "baseline_minutes",
                  "rate_ratio",
                  "dispersion")) {
            close(cell + " " + number, number(lift, number), number(row, number));
          }
          int streams = row.get("streams").asInt();
          if (row.get("strata").asInt() > 0) {
            assertThat(lift.get("streams").asInt()).as(cell + " streams").isEqualTo(streams);
          }
          Double ratio = number(row, "rate_ratio");
          double normal = NormalDistribution.of(0, 1).inverseCumulativeProbability(0.975);
          interval(
              cell + " naive",
              lift,
              "naive_low",
              "naive_high",
              ratio,
              number(row, "naive_se"),
              normal);
          if (streams > 1 && ratio != null) {
            double effective = number(row, "effective_streams");
            interval(
                cell,
                lift,
                "low",
                "high",
                ratio,
                number(row, "robust_se"),
                quantile(effective - 1));
            interval(
                cell + " CR1",
                lift,
                "cr1_low",
                "cr1_high",
                ratio,
                number(row, "cr1_se"),
                quantile(streams - 1));
          }
        });
  }

  private static double quantile(double degreesOfFreedom) {
    return TDistribution.of(degreesOfFreedom).inverseCumulativeProbability(0.975);
  }

  private static void interval(
      String cell,
      JsonNode lift,
      String low,
      String high,
      Double ratio,
      Double se,
      double quantile) {
    boolean known = ratio != null && se != null && se > 0;
    close(cell + " low", number(lift, low), known ? ratio * Math.exp(-quantile * se) : null);
    close(cell + " high", number(lift, high), known ? ratio * Math.exp(quantile * se) : null);
  }

  private static void close(String what, Double actual, Double expected) {
    if (expected == null || actual == null) {
      assertThat(actual).as(what).isEqualTo(expected);
    } else {
      assertThat(actual)
          .as(what)
          .isCloseTo(expected, within(TOLERANCE * Math.max(1, Math.abs(expected))));
    }
  }

  private static Double number(JsonNode row, String name) {
    JsonNode value = row.get(name);
    return value.isNull() ? null : value.asDouble();
  }

  private static void forgetTerms() throws SQLException {
    for (String table :
        List.of("lift_terms", "lift_builds", "lift_span_terms", "lift_spans", "lift_spans_due")) {
      CLICKHOUSE.execute("TRUNCATE TABLE trust." + table);
    }
  }

  private static void refresh() throws SQLException {
    try (Connection connection = CLICKHOUSE.connect()) {
      LiftTerms.refresh(connection, Duration.ZERO);
    }
  }

  private static Map<String, JsonNode> lift(
      String focus, int lag, String mode, String from, String to) {
    return rows(
        "SELECT * FROM trust.credential_lift(from = '%s', to = '%s', mode = '%s', focus = '%s', lag = %d)"
            .formatted(from, to, mode, focus, lag));
  }

  private static Map<String, JsonNode> relational(
      String focus, int lag, String mode, String from, String to) throws IOException {
    try (InputStream sql = CredentialLiftIT.class.getResourceAsStream("relational_lift.sql")) {
      return rows(
          new String(sql.readAllBytes(), StandardCharsets.UTF_8)
              .formatted(
                  focus,
                  from,
                  to,
                  lag == 0 ? "arrayConcat(on_screen, recent)" : "exposed_" + lag + "s",
                  mode.equals("all") ? "1" : "mode = '" + mode + "'"));
    }
  }

  /** Rows by market, focus value and outcome. */
  private static Map<String, JsonNode> rows(String sql) {
    Map<String, JsonNode> rows = new TreeMap<>();
    for (String line : CLICKHOUSE.json(sql)) {
      try {
        JsonNode row = JSON.readTree(line);
        rows.put(
            row.get("market").asText()
                + " "
                + row.get("focus_value").asText()
                + " "
                + row.get("outcome").asText(),
            row);
      } catch (IOException e) {
        throw new IllegalStateException("no JSON: " + line, e);
      }
    }
    return rows;
  }
}
