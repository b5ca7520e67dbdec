package io.trustlift.local.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trustlift.local.clickhouse.EmbeddedClickHouse;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The experiment views over a few viewers whose every order is known: who counts, in which arm,
 * what of them, and what makes an answer NULL or unhealthy.
 */
class ExperimentViewsIT {

  @RegisterExtension static final EmbeddedClickHouse CLICKHOUSE = new EmbeddedClickHouse();

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int VIEWERS = 60;
  private static final String TRIGGERED = "2026-03-10 12:00:00";

  /** An order of viewer i of an arm, so many hours after the trigger. */
  private record Order(String arm, int viewer, double hours, String status, double amount) {}

  private static final List<Order> ORDERS = new ArrayList<>();

  @BeforeAll
  static void fill() throws SQLException {
    declare("fair", "['a', 'b']", "[0.5, 0.5]");
    declare("lopsided", "['a', 'b']", "[0.9, 0.1]");
    declare("empty", "['a', 'b']", "[0.5, 0.5]");
    for (String experiment : List.of("fair", "lopsided", "undeclared")) {
      for (String arm : List.of("a", "b")) {
        CLICKHOUSE.execute(
            """
            INSERT INTO trust.experiment_triggers_versions
                (experiment_id, viewer_id, variant, market, stream_id, triggered_at, version)
            SELECT '%s', concat('%s', toString(number)), '%s', if(number %% 2 = 0, 'DE', 'US'), 's', '%s', 1 FROM numbers(%d)
            """
                .formatted(experiment, arm, arm, TRIGGERED, VIEWERS),
            """
            INSERT INTO trust.experiment_assignments_versions (experiment_id, viewer_id, variant, assigned_at, version)
            SELECT '%s', concat('%s', toString(number)), '%s', '%s', 1 FROM numbers(%d)
            """
                .formatted(experiment, arm, arm, TRIGGERED, VIEWERS));
      }
    }
    // Viewer b0 has been in the other arm as well.
    CLICKHOUSE.execute(
        "INSERT INTO trust.experiment_assignments_versions (experiment_id, viewer_id, variant, assigned_at, version)"
            + " VALUES ('fair', 'b0', 'a', '2026-03-10 13:00:00', 1)");
    for (int i = 0; i < VIEWERS; i++) {
      order("a", i, i % 5 == 0, i, "paid", 10 + i);
      order("b", i, i % 3 == 0, i, "paid", 12 + i);
    }
    order("a", 1, true, 2, "cancelled", 500);
    order("a", 2, true, 7 * 24, "paid", 31);
    order("a", 3, true, 7 * 24 + 0.001, "paid", 700);
    order("b", 1, true, 3, "refunded", 40);
    order("b", 2, true, -5, "paid", 90);
    order("b", 5, true, -15 * 24, "paid", 900);
    // The window of everyone has closed by then.
    CLICKHOUSE.execute(
        "INSERT INTO trust.visits_versions (visit_id, viewer_id, stream_id, mode, market, started_at, ended_at, exposed_ms, seen,"
            + " questions, product_clicks, add_to_carts, shares, stall_ms, version)"
            + " VALUES ('later', 'x', 's', 'live', 'DE', '2026-03-20 00:00:00', '2026-03-20 00:10:00', 0, [], 0, 0, 0, 0, 0, 1)");
  }

  @Test
  void ordersCountInTheirWindowUnlessCancelled() {
    JsonNode row = lift("fair", 0, "order_rate", "ALL");

    List<Double> control = values("a", true);
    List<Double> treated = values("b", true);
    assertThat(row.get("control_n").asInt()).isEqualTo(VIEWERS);
    assertThat(row.get("variant_n").asInt()).isEqualTo(VIEWERS - 1);
    assertThat(row.get("control_mean").asDouble()).isCloseTo(mean(control), within(1e-12));
    assertThat(row.get("variant_mean").asDouble()).isCloseTo(mean(treated), within(1e-12));
    assertThat(row.get("rel_lift").asDouble())
        .isCloseTo((mean(treated) - mean(control)) / mean(control), within(1e-12));
    assertThat(row.get("evidence").asText()).isEqualTo("experiment");
  }

  @Test
  void revenueIsPaidMinusRefundedAndComparedByWelch() {
    JsonNode row = lift("fair", 0, "revenue_per_viewer", "ALL");

    List<Double> control = values("a", false);
    List<Double> treated = values("b", false);
    double mC = mean(control);
    double mT = mean(treated);
    double partC = variance(control) / control.size();
    double partT = variance(treated) / treated.size();
    double se = Math.sqrt(partT / (mC * mC) + partC * mT * mT / Math.pow(mC, 4));
    double df =
        Math.pow(partC + partT, 2)
            / (partC * partC / (control.size() - 1) + partT * partT / (treated.size() - 1));
    double relative = (mT - mC) / mC;
    double t = TDistribution.of(df).inverseCumulativeProbability(0.975);
    assertThat(row.get("control_mean").asDouble()).isCloseTo(mC, within(1e-9));
    assertThat(row.get("variant_mean").asDouble()).isCloseTo(mT, within(1e-9));
    assertThat(row.get("rel_low").asDouble()).isCloseTo(relative - t * se, within(1e-8));
    assertThat(row.get("rel_high").asDouble()).isCloseTo(relative + t * se, within(1e-8));
    assertThat(row.get("p_value").asDouble())
        .isCloseTo(
            2 * TDistribution.of(df).survivalProbability(Math.abs(relative / se)), within(1e-8));
  }

  @Test
  void revenueIsCappedAtAQuantileOfAllViewers() {
    List<Double> all = new ArrayList<>(values("a", false));
    all.addAll(values("b", false));
    all.sort(null);
    double place = 0.9 * (all.size() - 1);
    int below = (int) place;
    double cap = all.get(below) + (place - below) * (all.get(below + 1) - all.get(below));

    JsonNode row = lift("fair", 0.9, "revenue_per_viewer", "ALL");

    assertThat(row.get("control_mean").asDouble())
        .isCloseTo(
            values("a", false).stream().mapToDouble(v -> Math.min(v, cap)).average().orElseThrow(),
            within(1e-9));
  }

  @Test
  void marketsAreRowsOfTheirOwn() {
    JsonNode de = lift("fair", 0, "order_rate", "DE");
    JsonNode us = lift("fair", 0, "order_rate", "US");

    assertThat(de.get("control_n").asInt() + us.get("control_n").asInt()).isEqualTo(VIEWERS);
    assertThat(de.get("interaction_p").isNumber()).isTrue();
  }

  @Test
  void healthCountsArmsAndThoseSeenInTwo() {
    List<JsonNode> all =
        rows("SELECT * FROM trust.experiment_health(experiment = 'fair') WHERE market = 'ALL'");

    assertThat(all).extracting(row -> row.get("n").asInt()).containsExactly(VIEWERS, VIEWERS - 1);
    assertThat(all).extracting(row -> row.get("crossovers").asInt()).containsExactly(0, 1);
    assertThat(all).extracting(row -> row.get("status").asText()).containsOnly("crossovers");
    assertThat(all.get(0).get("srm_p").asDouble()).isGreaterThan(0.9);
  }

  @Test
  void aSampleRatioThatIsOffMakesEveryVerdictUnhealthy() {
    assertThat(
            rows(
                "SELECT * FROM trust.experiment_health(experiment = 'lopsided') WHERE market = 'ALL'"))
        .extracting(row -> row.get("status").asText())
        .containsOnly("sample_ratio_mismatch");
    assertThat(rows(liftSql("lopsided", 0)))
        .isNotEmpty()
        .allMatch(row -> row.get("verdict").asText().equals("unhealthy"));
  }

  @Test
  void anUndeclaredExperimentHasAHealthButNoLift() {
    assertThat(rows("SELECT * FROM trust.experiment_health(experiment = 'undeclared')"))
        .isNotEmpty()
        .allMatch(row -> row.get("status").asText().equals("undeclared"));
    assertThat(rows(liftSql("undeclared", 0))).isEmpty();
  }

  @Test
  void anExperimentNobodyHasMetSaysSo() {
    assertThat(rows("SELECT * FROM trust.experiment_health(experiment = 'empty')"))
        .extracting(row -> row.get("status").asText())
        .containsOnly("no_viewers");
    assertThat(rows(liftSql("empty", 0))).isEmpty();
  }

  @Test
  void withoutEventsThereIsNoEstimate() {
    JsonNode row = lift("fair", 0, "inquiry_rate", "ALL");

    assertThat(row.get("control_mean").asDouble()).isZero();
    for (String name :
        List.of(
            "abs_lift",
            "rel_lift",
            "rel_low",
            "rel_high",
            "p_value",
            "valid_p",
            "cuped_rel_lift")) {
      assertThat(row.get(name).isNull()).as(name).isTrue();
    }
    assertThat(row.get("verdict").asText()).isEqualTo("too_little_data");
  }

  @Test
  void aMissingRateIsShownAndNothingIsDropped() throws SQLException {
    CLICKHOUSE.execute(
        "INSERT INTO trust.settings_versions (name, value) VALUES ('reporting_currency', 'EUR')",
        "INSERT INTO trust.outcomes_versions (outcome_id, kind, occurred_at, viewer_id, market, attribution, status, paid, amount,"
            + " paid_amount, currency, version)"
            + " VALUES ('chf', 'order', '2026-03-10 20:00:00', 'a59', 'US', 'none', 'paid', 1, 5, 5, 'CHF', 1)");
    try {
      JsonNode revenue = lift("fair", 0, "revenue_per_viewer", "ALL");
      assertThat(revenue.get("orders_without_rate").asInt()).isEqualTo(1);
      assertThat(revenue.get("rel_lift").isNull()).isTrue();
      assertThat(revenue.get("verdict").asText()).isEqualTo("too_little_data");
      assertThat(lift("fair", 0, "order_rate", "ALL").get("control_mean").asDouble())
          .isCloseTo(mean(values("a", true)) + 1.0 / VIEWERS, within(1e-12));

      CLICKHOUSE.execute(
          "INSERT INTO trust.fx_rates_versions (currency, day, rate) VALUES ('CHF', '2026-03-01', 1.04)");
      assertThat(lift("fair", 0, "revenue_per_viewer", "ALL").get("control_mean").asDouble())
          .isCloseTo(mean(values("a", false)) + 5 * 1.04 / VIEWERS, within(1e-9));
    } finally {
      CLICKHOUSE.execute(
          "ALTER TABLE trust.outcomes_versions DELETE WHERE outcome_id = 'chf' SETTINGS mutations_sync = 2");
    }
  }

  @Test
  void eachDayShowsWhatWasKnownByThen() {
    List<JsonNode> days =
        rows(
            "SELECT day, control_mean FROM trust.experiment_lift_by_day(experiment = 'fair', cap = 0, window_days = 7)"
                + " WHERE metric = 'order_rate' AND market = 'ALL' ORDER BY day");

    assertThat(days.get(0).get("day").asText()).isEqualTo("2026-03-10");
    long firstDay =
        ORDERS.stream()
            .filter(o -> o.arm().equals("a") && o.hours() <= 12 && !o.status().equals("cancelled"))
            .count();
    assertThat(days.get(0).get("control_mean").asDouble())
        .isCloseTo((double) firstDay / VIEWERS, within(1e-12));
    assertThat(days.get(days.size() - 1).get("control_mean").asDouble())
        .isCloseTo(
            lift("fair", 0, "order_rate", "ALL").get("control_mean").asDouble(), within(1e-12));
  }

  /**
   * Two rooms, six slots of each arm in each, an order rate of 30 and 60 per 1,000 viewer-minutes.
   */
  @Test
  void switchbackComparesSlotsWithoutTheirBurnIn() throws SQLException {
    declare("slots", "['off', 'on']", "[0.5, 0.5]");
    CLICKHOUSE.execute(
        """
        INSERT INTO trust.displays_versions
            (display_id, stream_id, credential_id, experiment_id, variant, shown_at, hidden_at, end_reason, version)
        SELECT concat('d', toString(number)), concat('room', toString(number % 2)), 'c', 'slots', if(intDiv(number, 2) % 2 = 0, 'off', 'on'),
            toDateTime64('2026-04-01 10:00:00', 3, 'UTC') + 900 * intDiv(number, 2) AS at, at + 900, 'hide', 1
        FROM numbers(24)
        """,
        """
        INSERT INTO trust.visits_versions
            (visit_id, viewer_id, stream_id, mode, market, started_at, ended_at, exposed_ms, seen, questions, product_clicks,
             add_to_carts, shares, stall_ms, version)
        SELECT concat('sv', toString(number)), concat('s', toString(number)), concat('room', toString(number % 2)), 'live', 'DE',
            '2026-04-01 10:00:00', '2026-04-01 13:00:00', 0, [], 0, 0, 0, 0, 0, 1
        FROM numbers(20)
        """,
        // Per slot three orders in «off» and six or seven in «on», and as many in the burn-in,
        // which must not count.
        """
        INSERT INTO trust.outcomes_versions
            (outcome_id, kind, occurred_at, viewer_id, market, stream_id, mode, attribution, status, paid, currency, version)
        SELECT concat('so', toString(slot), '-', toString(i)), 'order',
            toDateTime64('2026-04-01 10:00:00', 3, 'UTC') + 900 * intDiv(slot, 2) + if(i < 100, 400 + i, i - 50), 's0', 'DE',
            concat('room', toString(slot % 2)), 'live', 'in_visit', 'paid', 1, 'EUR', 1
        FROM (SELECT number AS slot, arrayJoin(arrayConcat(range(if(intDiv(number, 2) % 2 = 0, 3, 6 + intDiv(number, 4) % 2)), range(100, 130))) AS i FROM numbers(24))
        """);

    List<JsonNode> rows =
        rows(
            "SELECT * FROM trust.switchback_lift(experiment = 'slots') WHERE outcome = 'order' AND market = 'ALL'");

    assertThat(rows).hasSize(1);
    JsonNode row = rows.get(0);
    assertThat(row.get("rooms").asInt()).isEqualTo(2);
    assertThat(row.get("control_slots").asInt()).isEqualTo(12);
    // Ten viewers a room, ten minutes of each slot after the burn-in.
    assertThat(row.get("control_rate").asDouble()).isCloseTo(1000 * 3 / 100.0, within(1e-9));
    assertThat(row.get("variant_rate").asDouble()).isCloseTo(1000 * 6.5 / 100.0, within(1e-9));
    assertThat(row.get("rel_lift").asDouble()).isCloseTo(3.5 / 3, within(1e-9));
    assertThat(row.get("evidence").asText()).isEqualTo("switchback");
    assertThat(row.get("verdict").asText()).isEqualTo("up");
  }

  private static void declare(String experiment, String variants, String shares)
      throws SQLException {
    CLICKHOUSE.execute(
        """
        INSERT INTO trust.experiments_versions
            (experiment_id, event_id, event_time, name, control, variants, shares, primary_metric, planned_effect, started_at_ms)
        VALUES ('%s', 'e', '2026-03-01 00:00:00', 'name', %s[1], %s, %s, 'order_rate', 0.1, 1772323200000)
        """
            .formatted(experiment, variants, variants, shares));
  }

  private static void order(
      String arm, int viewer, boolean placed, double hours, String status, double amount)
      throws SQLException {
    if (!placed) {
      return;
    }
    Order order = new Order(arm, viewer, hours, status, amount);
    ORDERS.add(order);
    CLICKHOUSE.execute(
        String.format(
            Locale.ROOT,
            """
            INSERT INTO trust.outcomes_versions
                (outcome_id, kind, occurred_at, viewer_id, market, attribution, status, paid, amount, paid_amount, refunded_amount,
                 currency, version)
            VALUES ('o%d', 'order', toDateTime64('%s', 3, 'UTC') + toIntervalMillisecond(%d), '%s%d', 'DE', 'none', '%s', 1, %f, %f, %f,
                'EUR', 1)
            """,
            ORDERS.size(),
            TRIGGERED,
            Math.round(hours * 3_600_000),
            arm,
            viewer,
            status,
            amount,
            amount,
            status.equals("refunded") ? amount : 0));
  }

  /**
   * Per viewer of an arm that counts: whether there is an order that counts, or what it brought.
   */
  private static List<Double> values(String arm, boolean rate) {
    List<Double> values = new ArrayList<>();
    for (int i = arm.equals("b") ? 1 : 0; i < VIEWERS; i++) {
      double sum = 0;
      boolean any = false;
      for (Order order : ORDERS) {
        boolean counts =
            order.arm().equals(arm)
                && order.viewer() == i
                && order.hours() >= 0
                && order.hours() <= 7 * 24
                && !order.status().equals("cancelled");
        any |= counts;
        sum += counts && !order.status().equals("refunded") ? order.amount() : 0;
      }
      values.add(rate ? (any ? 1.0 : 0.0) : sum);
    }
    return values;
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  private static double variance(List<Double> values) {
    double mean = mean(values);
    return values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum() / (values.size() - 1);
  }

  private static String liftSql(String experiment, double cap) {
    return String.format(
        Locale.ROOT,
        "SELECT * FROM trust.experiment_lift(experiment = '%s', cap = %s, window_days = 7, closed_only = 0)",
        experiment,
        cap);
  }

  private static JsonNode lift(String experiment, double cap, String metric, String market) {
    List<JsonNode> rows =
        rows(liftSql(experiment, cap)).stream()
            .filter(
                row ->
                    row.get("metric").asText().equals(metric)
                        && row.get("market").asText().equals(market))
            .toList();
    assertThat(rows).hasSize(1);
    return rows.get(0);
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
