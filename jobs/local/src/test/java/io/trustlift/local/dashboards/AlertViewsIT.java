package io.trustlift.local.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.local.clickhouse.EmbeddedClickHouse;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every alert view, with a violation that is seeded and nothing else that it may find, and without.
 */
class AlertViewsIT {

  @RegisterExtension static final EmbeddedClickHouse CLICKHOUSE = new EmbeddedClickHouse();

  private static final String AT = "2026-03-02 18:30:00";
  private static final List<String> TABLES =
      List.of(
          "exposure_time_versions",
          "visits_versions",
          "outcomes_versions",
          "replies_versions",
          "displays_versions",
          "credentials_versions",
          "quality_minutes_versions",
          "event_counts_versions",
          "experiments_versions",
          "experiment_triggers_versions",
          "experiment_assignments_versions");
  private static final List<String> WITHOUT_INSTANT =
      List.of("alert_sample_ratio", "alert_experiment_ready");
  private static final List<String> VIOLATIONS =
      List.of(
          "alert_credential_on_air",
          "alert_wrong_market",
          "alert_many_at_once",
          "alert_slow_answers",
          "alert_backlog",
          "alert_sample_ratio",
          "alert_stalls",
          "alert_latency",
          "alert_event_lag",
          "alert_rejected",
          "alert_late",
          "alert_expiring",
          "alert_experiment_ready");

  /** A stream that is live and in order: two valid credentials on air, questions answered fast. */
  @BeforeEach
  void everythingInOrder() throws SQLException {
    for (String table : TABLES) {
      CLICKHOUSE.execute("TRUNCATE TABLE trust." + table);
    }
    CLICKHOUSE.execute(
        """
        INSERT INTO trust.credentials_versions (credential_id, event_id, event_time, type, kind, title, status, valid_from_ms, valid_until_ms)
        SELECT
            concat('good', toString(number)), 'e', '2026-01-01 00:00:00', 'social_proof', 'customer_review', 'Good', 'active', NULL,
            toUnixTimestamp64Milli(toDateTime64('2026-09-01 00:00:00', 3, 'UTC'))
        FROM numbers(3)
        """,
        """
        INSERT INTO trust.visits_versions
            (visit_id, viewer_id, stream_id, mode, market, started_at, ended_at, exposed_ms, seen, questions, product_clicks,
             add_to_carts, shares, stall_ms, version)
        SELECT
            concat('v', toString(number)), concat('v', toString(number)), 's', 'live', if(number < 60, 'JP', 'DE'),
            '2026-03-02 18:00:00', '2026-03-02 18:29:50', 0, [], 0, 0, 0, 0, 0, 1
        FROM numbers(70)
        """,
        """
        INSERT INTO trust.exposure_time_versions (minute, stream_id, mode, market, on_screen, recent, viewer_ms)
        SELECT toDateTime('2026-03-02 18:00:00', 'UTC') + 60 * number, 's', 'live', 'JP', [], [], 3600000 FROM numbers(30)
        """,
        """
        INSERT INTO trust.quality_minutes_versions (minute, stream_id, mode, market, measure, amount)
        SELECT
            toDateTime('2026-03-02 18:00:00', 'UTC') + 60 * intDiv(number, 3), 's', 'live', 'JP',
            ['stall_ms', 'latency_events', 'latency_ms'][number % 3 + 1], [36000, 120, 240000][number % 3 + 1]
        FROM numbers(90)
        """,
        """
        INSERT INTO trust.event_counts_versions (topic, minute, disposition, reason, events)
        VALUES ('live.orders', '2026-03-02 18:20:00', 'read', '', 1000), ('live.orders', '2026-03-02 18:20:00', 'used', '', 995),
               ('live.orders', '2026-03-02 18:20:00', 'rejected', 'late', 5)
        """);
    show("good0", "18:10:00", "");
    show("good1", "18:10:00", "");
    for (int i = 0; i < 6; i++) {
      ask("q" + i, "18:2" + i + ":00", 4_000);
    }
  }

  @Test
  void nothingIsFoundWhereEverythingIsInOrder() throws SQLException {
    for (String view : VIOLATIONS) {
      assertThat(rows(view)).as(view).isEmpty();
    }
    assertThat(rows("heartbeat_rows")).containsExactly("4");
  }

  @Test
  void aCredentialThatIsNotValidOnAir() throws SQLException {
    credential("old", "ce", "active", "'2026-03-02 18:25:00'", "['*']");
    credential("withdrawn", "award", "revoked", "'2026-09-01 00:00:00'", "['*']");
    show("old", "18:29:00", "");
    show("withdrawn", "18:28:00", "18:29:30");
    show("nowhere", "18:29:30", "");

    assertThat(rows("alert_credential_on_air"))
        .as("it ran out before it was shown, one is off air again, one is in no catalogue")
        .containsExactly("s, nowhere, unknown, 30", "s, old, expired, 60");
  }

  /** Validity is asked as of now, not as of when it was shown. */
  @Test
  void aCredentialThatRunsOutOnAir() throws SQLException {
    credential("old", "ce", "active", "'2026-03-02 18:29:00'", "['*']");
    show("old", "18:28:00", "");
    assertThat(rows("alert_credential_on_air"))
        .as("on air for two minutes, expired for one")
        .containsExactly("s, old, expired, 60");
  }

  @Test
  void aCredentialThatSaysNothingWhereMostOfTheViewersAre() throws SQLException {
    credential("mark", "fcc", "active", "'2026-09-01 00:00:00'", "['US']");
    credential("european", "ce", "active", "'2026-09-01 00:00:00'", "['EU', 'JP']");
    show("mark", "18:29:00", "");
    show("european", "18:29:00", "");

    assertThat(rows("alert_wrong_market"))
        .as("DE has a seventh of the viewer-time only")
        .containsExactly("s, mark, JP, 60");
  }

  @Test
  void threeAtOnce() throws SQLException {
    show("good2", "18:29:59", "");
    assertThat(rows("alert_many_at_once")).containsExactly("s, 3");
  }

  @Test
  void answersThatTakeTooLong() throws SQLException {
    ask("slow", "18:26:00", 34_000);
    assertThat(rows("alert_slow_answers")).containsExactly("s, 16");
    assertThat(rows("alert_backlog")).isEmpty();
  }

  @Test
  void questionsThatWait() throws SQLException {
    ask("waiting", "18:29:49", -1);
    ask("just asked", "18:29:55", -1);
    ask("given up", "18:05:00", -1);
    assertThat(rows("alert_backlog")).containsExactly("s, 1");
  }

  @Test
  void nobodyWaitsInAStreamThatIsOver() throws SQLException {
    ask("waiting", "18:29:49", -1);
    assertThat(rows("alert_backlog", "2026-03-02 18:36:00")).isEmpty();
  }

  @Test
  void armsThatAreNotSplitAsPlanned() throws SQLException {
    experiment(3_000, 2_000);
    assertThat(CLICKHOUSE.column("SELECT experiment_id || market FROM trust.alert_sample_ratio"))
        .containsExactly("xALL", "xDE");
    assertThat(rows("alert_experiment_ready")).isEmpty();
  }

  @Test
  void anExperimentThatMayBeDecided() throws SQLException {
    experiment(2_500, 2_500);
    assertThat(rows("alert_sample_ratio")).isEmpty();
    assertThat(
            CLICKHOUSE.column(
                "SELECT experiment_id || toString(value) FROM trust.alert_experiment_ready"))
        .containsExactly("x5000");
  }

  @Test
  void stallsAndLatencyAboveTheirLimits() throws SQLException {
    CLICKHOUSE.execute(
        """
        INSERT INTO trust.exposure_time_versions (minute, stream_id, mode, market, on_screen, recent, viewer_ms)
        VALUES ('2026-03-02 18:20:00', 't', 'live', 'SE', [], [], 1000000)
        """,
        """
        INSERT INTO trust.quality_minutes_versions (minute, stream_id, mode, market, measure, amount)
        VALUES ('2026-03-02 18:20:00', 't', 'live', 'SE', 'stall_ms', 30000),
               ('2026-03-02 18:20:00', 't', 'live', 'SE', 'latency_events', 20),
               ('2026-03-02 18:20:00', 't', 'live', 'SE', 'latency_ms', 120000)
        """);
    assertThat(rows("alert_stalls")).containsExactly("SE, 0.03");
    assertThat(rows("alert_latency")).containsExactly("SE, 6000");
  }

  @Test
  void eventsThatStopComing() throws SQLException {
    assertThat(rows("alert_event_lag", "2026-03-02 18:31:30")).containsExactly("s, 100");
    assertThat(rows("heartbeat_rows", "2026-03-02 18:40:00")).containsExactly("0");
    assertThat(rows("heartbeat_rows", "2026-03-02 19:40:00")).as("nothing is live").isEmpty();
  }

  @Test
  void recordsThatAreRejectedOrLate() throws SQLException {
    CLICKHOUSE.execute(
        """
        INSERT INTO trust.event_counts_versions (topic, minute, disposition, reason, events)
        VALUES ('live.viewer-events', '2026-03-02 18:20:00', 'read', '', 200),
               ('live.viewer-events', '2026-03-02 18:20:00', 'rejected', 'late', 3),
               ('live.viewer-events', '2026-03-02 18:20:00', 'rejected', 'malformed', 2)
        """);
    assertThat(rows("alert_rejected")).containsExactly("live.viewer-events, 0.025");
    assertThat(rows("alert_late")).containsExactly("live.viewer-events, 0.015");
  }

  @Test
  void credentialsThatRunOutSoon() throws SQLException {
    credential("a", "award", "active", "'2026-03-08 18:30:00'", "['*']");
    credential("b", "award", "active", "'2026-03-12 18:30:00'", "['*']");
    credential("c", "award", "active", "'2026-04-01 06:30:00'", "['*']");
    credential("d", "award", "active", "'2026-04-02 18:30:00'", "['*']");
    credential("e", "award", "revoked", "'2026-03-08 18:30:00'", "['*']");
    credential("f", "award", "active", "'2026-03-02 18:00:00'", "['*']");
    assertThat(rows("alert_expiring"))
        .containsExactly("a, 7 days, 6", "b, 14 days, 10", "c, 30 days, 29.5");
  }

  private static List<String> rows(String view) throws SQLException {
    return rows(view, AT);
  }

  /** Rows of a view as Grafana has them, labels and one number, each as text with commas. */
  private static List<String> rows(String view, String at) throws SQLException {
    String parameter = WITHOUT_INSTANT.contains(view) ? "" : "(at = '" + at + "')";
    return CLICKHOUSE
        .json(
            "SELECT * REPLACE (round(value, 9) AS value) FROM trust."
                + view
                + parameter
                + " FORMAT JSONCompactStringsEachRow")
        .stream()
        .map(row -> row.replaceAll("[\\[\\]\"]", ""))
        .toList();
  }

  private static void credential(
      String id, String kind, String status, String validUntil, String markets)
      throws SQLException {
    CLICKHOUSE.execute(
        """
        INSERT INTO trust.credentials_versions
            (credential_id, event_id, event_time, type, kind, title, status, valid_until_ms, valid_markets)
        SELECT '%s', 'e', '2026-01-01 00:00:00', 'authority', '%s', 'Title', '%s', toUnixTimestamp64Milli(toDateTime64(%s, 3, 'UTC')), %s
        """
            .formatted(id, kind, status, validUntil, markets));
  }

  /** Shows from a time of the day to another, or until further notice. */
  private static void show(String credential, String from, String to) throws SQLException {
    CLICKHOUSE.execute(
        """
        INSERT INTO trust.displays_versions
            (display_id, stream_id, credential_id, placement, shown_at, hidden_at, end_reason, validity, version)
        VALUES ('d-%1$s', 's', '%1$s', 'backdrop', '2026-03-02 %2$s', '2026-03-02 %3$s', '%4$s', 'valid', 1)
        """
            .formatted(
                credential, from, to.isEmpty() ? "22:00:00" : to, to.isEmpty() ? "" : "hide"));
  }

  /** A question that is answered so many milliseconds later, or never. */
  private static void ask(String id, String at, long responseMs) throws SQLException {
    CLICKHOUSE.execute(
        """
        INSERT INTO trust.outcomes_versions
            (outcome_id, kind, occurred_at, viewer_id, market, stream_id, visit_id, mode, on_screen, recent, seen, attribution, version)
        VALUES ('%s', 'inquiry', '2026-03-02 %s', 'v1', 'JP', 's', 'v1', 'live', [], [], [], 'in_visit', 1)
        """
            .formatted(id, at));
    if (responseMs >= 0) {
      CLICKHOUSE.execute(
          """
          INSERT INTO trust.replies_versions (question_id, stream_id, viewer_id, asked_at, replied_at, version)
          SELECT '%s', 's', 'v1', toDateTime64('2026-03-02 %2$s', 3, 'UTC'), toDateTime64('2026-03-02 %2$s', 3, 'UTC') + toIntervalMillisecond(%3$d), 1
          """
              .formatted(id, at, responseMs));
    }
  }

  /** An experiment with as many viewers in its arms, of which a tenth and a fifth order. */
  private static void experiment(int control, int treated) throws SQLException {
    CLICKHOUSE.execute(
        """
        INSERT INTO trust.experiments_versions
            (experiment_id, event_id, event_time, name, control, variants, shares, primary_metric, planned_effect, started_at_ms, ended_at_ms)
        SELECT 'x', 'e', '2026-03-01 00:00:00', 'X', 'a', ['a', 'b'], [0.5, 0.5], 'order_rate', 0.5,
            toUnixTimestamp64Milli(toDateTime64('2026-03-01 00:00:00', 3, 'UTC')), NULL
        """,
        """
        INSERT INTO trust.experiment_triggers_versions (experiment_id, viewer_id, variant, market, stream_id, triggered_at, version)
        SELECT 'x', concat('x', toString(number)), if(number < %1$d, 'a', 'b'), 'DE', 's', '2026-03-02 10:00:00', 1
        FROM numbers(%1$d + %2$d)
        """
            .formatted(control, treated),
        """
        INSERT INTO trust.outcomes_versions
            (outcome_id, kind, occurred_at, viewer_id, market, stream_id, visit_id, mode, on_screen, recent, seen, attribution, status,
             paid, amount, paid_amount, currency, version)
        SELECT
            concat('o', toString(number)), 'order', '2026-03-02 11:00:00', concat('x', toString(number)), 'DE', '', '', '', [], [], [],
            'none', 'paid', 1, 10, 10, 'EUR', 1
        FROM numbers(%1$d + %2$d)
        WHERE number %% if(number < %1$d, 10, 5) = 0
        """
            .formatted(control, treated));
  }
}
