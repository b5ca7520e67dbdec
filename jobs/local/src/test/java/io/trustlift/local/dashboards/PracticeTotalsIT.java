package io.trustlift.local.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.local.clickhouse.EmbeddedClickHouse;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The sellers' practices over a few viewers whose every number can be counted by hand. */
class PracticeTotalsIT {

  @RegisterExtension static final EmbeddedClickHouse CLICKHOUSE = new EmbeddedClickHouse();

  private static final String RANGE = "from = '2026-03-01 00:00:00', to = '2026-03-31 00:00:00'";
  private static final String NOW = "at = '2026-03-02 18:30:00'";

  /**
   * Two streams of DE, the second without a plan, and a replay of the first. a comes twice and buys
   * three times, b once and buys two days later, c asks.
   */
  @BeforeAll
  static void fill() throws SQLException {
    CLICKHOUSE.execute(
        """
        INSERT INTO trust.visits_versions
            (visit_id, viewer_id, stream_id, mode, market, started_at, ended_at, exposed_ms, seen, questions, product_clicks,
             add_to_carts, shares, stall_ms, version)
        VALUES ('a1', 'a', 's', 'live', 'DE', '2026-03-02 18:00:00', '2026-03-02 19:00:00', 0, ['ce'], 0, 0, 0, 2, 0, 1),
               ('b1', 'b', 's', 'live', 'DE', '2026-03-02 18:00:00', '2026-03-02 19:00:00', 0, ['ce', 'tour'], 0, 0, 0, 1, 0, 1),
               ('c1', 'c', 's', 'live', 'DE', '2026-03-02 18:00:00', '2026-03-02 19:00:00', 0, [], 2, 0, 0, 0, 0, 1),
               ('c2', 'c', 's', 'replay', 'DE', '2026-03-03 18:00:00', '2026-03-03 18:20:00', 0, [], 0, 0, 0, 0, 0, 1),
               ('a2', 'a', 't', 'live', 'DE', '2026-03-09 18:20:00', '2026-03-09 19:00:00', 0, ['ce'], 0, 0, 0, 0, 0, 1),
               ('z1', 'z', 'end', 'live', 'US', '2026-05-20 18:00:00', '2026-05-20 18:10:00', 0, [], 0, 0, 0, 0, 0, 1)
        """,
        """
        INSERT INTO trust.exposure_time_versions (minute, stream_id, mode, market, on_screen, recent, viewer_ms)
        VALUES ('2026-03-02 18:00:00', 's', 'live', 'DE', ['tour'], [], 60000), ('2026-03-02 18:01:00', 's', 'live', 'DE', [], [], 240000),
               ('2026-03-03 18:00:00', 's', 'replay', 'DE', ['tour'], [], 30000), ('2026-03-03 18:01:00', 's', 'replay', 'DE', [], [], 30000)
        """,
        """
        INSERT INTO trust.outcomes_versions
            (outcome_id, kind, occurred_at, viewer_id, market, stream_id, visit_id, mode, on_screen, recent, seen, attribution, status,
             paid, amount, paid_amount, refunded_amount, currency, topic, language, version)
        VALUES ('q1', 'inquiry', '2026-03-02 18:05:00', 'c', 'DE', 's', 'c1', 'live', [], [], [], 'in_visit', '', 0, 0, 0, 0, '', 'who_are_you', 'de', 1),
               ('q2', 'inquiry', '2026-03-02 18:06:00', 'c', 'DE', 's', 'c1', 'live', [], [], [], 'in_visit', '', 0, 0, 0, 0, '', 'price', 'en', 1),
               ('o1', 'order', '2026-03-02 18:30:00', 'a', 'DE', 's', 'a1', 'live', [], [], [], 'in_visit', 'paid', 1, 30, 30, 0, 'EUR', '', '', 1),
               ('o2', 'order', '2026-03-02 20:00:00', 'a', 'DE', 's', 'a1', 'live', [], [], [], 'post_visit', 'paid', 1, 10, 10, 0, 'EUR', '', '', 1),
               ('o3', 'order', '2026-04-11 18:30:00', 'a', 'DE', '', '', '', [], [], [], 'none', 'paid', 1, 20, 20, 0, 'EUR', '', '', 1),
               ('o4', 'order', '2026-03-04 18:00:00', 'b', 'DE', 's', 'b1', 'live', [], [], [], 'post_visit', 'paid', 1, 40, 40, 0, 'EUR', '', '', 1)
        """,
        """
        INSERT INTO trust.replies_versions (question_id, stream_id, viewer_id, asked_at, replied_at, version)
        VALUES ('q1', 's', 'c', '2026-03-02 18:05:00', '2026-03-02 18:05:08', 1)
        """,
        """
        INSERT INTO trust.credentials_versions
            (credential_id, event_id, event_time, type, kind, title, status, scheme, section, owner, valid_until_ms, reviewed_at_ms)
        SELECT id, id, '2026-01-01 00:00:00', type, kind, title, status, scheme, '', owner,
            if(until = '', NULL, toUnixTimestamp64Milli(toDateTime64(until, 3, 'UTC'))),
            toUnixTimestamp64Milli(toDateTime64(reviewed, 3, 'UTC'))
        FROM VALUES(
            'id String, type String, kind String, title String, status String, scheme String, owner String, until String, reviewed String',
            ('ce', 'authority', 'ce', 'CE', 'active', 'self_declared', 'Ann', '2026-03-20 00:00:00', '2026-02-20 00:00:00'),
            ('tour', 'live_demonstration', 'factory_tour', 'Tour', 'active', '', 'Ann', '', '2026-01-20 00:00:00'),
            ('late', 'authority', 'award', 'Award', 'active', '', '', '2026-03-02 18:29:00', '2026-02-20 00:00:00'),
            ('fda', 'authority', 'fda', 'FDA certificate', 'active', 'registration', 'Bo', '2026-04-20 00:00:00', '2026-02-20 00:00:00'))
        """,
        """
        INSERT INTO trust.displays_versions
            (display_id, stream_id, credential_id, placement, shown_at, hidden_at, end_reason, visits_reached, validity, version)
        VALUES ('d1', 's', 'late', 'backdrop', '2026-03-02 18:20:00', '2026-03-02 18:50:00', 'hide', 3, 'valid', 1),
               ('d2', 's', 'fda', 'backdrop', '2026-03-02 18:25:00', '2026-03-02 18:50:00', 'hide', 3, 'valid', 1),
               ('d3', 's', 'nobody-knows', 'backdrop', '2026-03-02 18:29:50', '2026-03-02 18:50:00', 'hide', 3, 'unknown', 1),
               ('d4', 's', 'ce', 'backdrop', '2026-03-02 18:00:00', '2026-03-02 18:50:00', 'hide', 3, 'valid', 1)
        """,
        """
        INSERT INTO trust.schedule_versions (stream_id, event_id, event_time, planned_start_ms, series, status)
        SELECT stream, id, '2026-02-01 00:00:00', toUnixTimestamp64Milli(toDateTime64(start, 3, 'UTC')), 'Mondays', status
        FROM VALUES(
            'stream String, id String, start String, status String',
            ('s', '1', '2026-03-02 17:50:00', 'planned'), ('missed', '2', '2026-03-16 18:00:00', 'planned'),
            ('off', '3', '2026-03-23 18:00:00', 'cancelled'), ('end', '4', '2026-05-20 17:00:00', 'planned'))
        """,
        """
        INSERT INTO trust.event_counts_versions (topic, minute, disposition, reason, events)
        VALUES ('live.viewer-events', '2026-03-02 18:00:00', 'read', '', 200), ('live.viewer-events', '2026-03-02 18:00:00', 'bot', '', 10),
               ('live.viewer-events', '2026-03-02 18:00:00', 'used', '', 190)
        """);
  }

  /**
   * The award ran out on air, a registration poses as a certificate, and one is in no catalogue.
   */
  @Test
  void whatShouldNotBeOnAirAndSinceWhen() {
    assertThat(
            rows(
                "SELECT display_id, reason, market, formatDateTime(since, '%H:%i:%S'), seconds FROM trust.on_air_violations("
                    + NOW
                    + ") ORDER BY display_id, reason"))
        .containsExactly(
            "d1, expired, , 18:29:00, 60",
            "d2, not_valid_in_market, DE, 18:25:00, 300",
            "d2, registration_as_certificate, , 18:25:00, 300",
            "d3, unknown, , 18:29:50, 10");
  }

  /** A show is told of before it is settled, and no longer when it is. */
  @Test
  void aShowThatHasJustArrivedIsOnAir() throws SQLException {
    CLICKHOUSE.execute(
        """
        INSERT INTO trust.shows_versions (display_id, stream_id, credential_id, placement, experiment_id, variant, shown_at)
        VALUES ('d1', 's', 'late', 'backdrop', '', '', '2026-03-02 18:20:00'), ('d9', 's', 'nobody-knows', '', '', '', '2026-03-02 18:31:00')
        """);
    assertThat(
            rows(
                "SELECT display_id, reason, formatDateTime(since, '%H:%i:%S') FROM trust.on_air_violations(at = '2026-03-02 18:31:03')"
                    + " WHERE reason IN ('unknown', 'expired') ORDER BY display_id"))
        .containsExactly("d1, expired, 18:29:00", "d3, unknown, 18:29:50", "d9, unknown, 18:31:00");
  }

  @Test
  void whatIsDueAndOfWhom() {
    assertThat(
            rows("SELECT owner, due, credential_id, days_left FROM trust.library_due(" + NOW + ")"))
        .containsExactly(
            "Ann, review_overdue, tour, -11",
            "Ann, expires_30, ce, 18",
            "Bo, expires_60, fda, 49",
            "nobody, expired, late, 0");
  }

  @Test
  void whatTheLibraryAnswers() {
    assertThat(
            rows(
                "SELECT concern, credentials, kinds, covered FROM trust.library_concerns("
                    + NOW
                    + ") WHERE market = 'DE'"))
        .as("the FDA's says nothing in DE, the award has run out; the tour answers two")
        .containsExactly(
            "merchant_is_real, 1, 1, 1",
            "product_as_shown, 2, 2, 1",
            "after_sales_is_safe, 0, 0, 0");
    assertThat(
            rows(
                "SELECT section, credentials, merchant_is_real, product_as_shown FROM trust.library_coverage("
                    + NOW
                    + ") WHERE market = 'DE' AND credentials > 0"))
        .containsExactly("company_papers, 1, 0, 1", "supply_chain, 1, 1, 1");
  }

  @Test
  void answersByLanguageAndTopic() {
    assertThat(
            rows(
                "SELECT value, questions, answered, p50_ms, share_within_10s FROM trust.response_by("
                    + RANGE
                    + ", by = 'language') WHERE market = 'DE'"))
        .containsExactly("de, 1, 1, 8000, 1", "en, 1, 0, null, 0");
    assertThat(
            rows(
                "SELECT value, unanswered FROM trust.response_by("
                    + RANGE
                    + ", by = 'topic') WHERE market = 'ALL'"))
        .containsExactly("price, 1", "who_are_you, 0");
    assertThat(
            rows(
                "SELECT concern, questions, all_questions, share FROM trust.trust_questions("
                    + RANGE
                    + ") WHERE market = 'DE'"))
        .containsExactly(
            "merchant_is_real, 1, 2, 0.5",
            "product_as_shown, 0, 2, 0",
            "after_sales_is_safe, 0, 2, 0");
  }

  @Test
  void ordersComeLater() {
    assertThat(
            rows(
                "SELECT came, orders, orders_so_far, revenue_so_far, open_visits FROM trust.order_delays("
                    + RANGE
                    + ") WHERE market = 'DE'"))
        .containsExactly(
            "live, 1, 1, 30, 0", "replay, 0, 1, 30, 0", "+24 h, 1, 2, 40, 0", "+7 d, 1, 3, 80, 0");
    assertThat(
            rows(
                "SELECT viewers, buyers, p50_hours, round(share_within_a_day, 2) FROM trust.time_to_order("
                    + RANGE
                    + ") WHERE market = 'DE'"))
        .as("half an hour, and two days")
        .containsExactly("3, 2, 24.25, 0.5");
  }

  /** a ordered again after an hour and a half, and after forty days; b never again. */
  @Test
  void theLongGame() {
    String columns =
        "SELECT first_type, viewers, buyers, settled_buyers, repurchase_share, order_value, shares_per_viewer FROM trust.cohorts(";
    assertThat(rows(columns + RANGE + ", window = 30) WHERE market = 'DE'"))
        .containsExactly(
            "ALL, 2, 2, 2, 0.5, 25, 1.5",
            "authority, 2, 2, 2, 0.5, 25, 1.5",
            "live_demonstration, 1, 1, 1, 0, 40, 1");
    assertThat(
            rows(
                "SELECT settled_buyers FROM trust.cohorts("
                    + RANGE
                    + ", window = 90) WHERE market = 'ALL' AND first_type = 'ALL'"))
        .as("ninety days are not over")
        .containsExactly("0");
  }

  @Test
  void theRhythm() {
    assertThat(
            rows("SELECT stream_id, became, late_by_s FROM trust.scheduled_streams(" + RANGE + ")"))
        .containsExactly(
            "s, on_time, 600",
            "t, unplanned, null",
            "missed, missed, null",
            "off, cancelled, null");
    assertThat(
            rows(
                "SELECT series, due, on_time, missed, cancelled, unplanned, on_time_share, round(longest_gap_days, 2), viewers, returning_share"
                    + " FROM trust.rhythm("
                    + RANGE
                    + ")"))
        .as("a comes back in the stream without a plan")
        .containsExactly(
            "ALL, 2, 1, 1, 1, 1, 0.5, 7.01, 4, 0.25", "Mondays, 2, 1, 1, 1, 0, 0.5, null, 3, 0");
    assertThat(
            rows(
                "SELECT became FROM trust.scheduled_streams(from = '2026-05-01 00:00:00', to = '2026-06-01 00:00:00')"))
        .as("an hour late")
        .containsExactly("late");
  }

  @Test
  void onHowManyPeopleAWeekStands() {
    assertThat(
            rows(
                "SELECT market, week_start, viewers FROM trust.weekly_viewers(at = '2026-06-01 00:00:00')"))
        .as("those who order without watching count, too")
        .containsExactly(
            "ALL, 2026-03-02, 3",
            "ALL, 2026-03-09, 1",
            "ALL, 2026-04-06, 1",
            "ALL, 2026-05-18, 1",
            "DE, 2026-03-02, 3",
            "DE, 2026-03-09, 1",
            "DE, 2026-04-06, 1",
            "US, 2026-05-18, 1");
  }

  /**
   * An older TrustLift counted latencies in one sum, and reading again adds the histogram to it.
   */
  @Test
  void latenciesThatWereReadAgainCountOnce() throws SQLException {
    CLICKHOUSE.execute(
        """
        INSERT INTO trust.quality_minutes_versions (minute, stream_id, mode, market, measure, amount)
        VALUES ('2026-01-05 18:00:00', 'q', 'live', 'DE', 'latency_ms', 9000), ('2026-01-05 18:00:00', 'q', 'live', 'DE', 'latency_events', 10),
               ('2026-01-05 18:00:00', 'q', 'live', 'DE', 'latency_le_1000', 10), ('2026-01-05 18:01:00', 'q', 'live', 'DE', 'latency_events', 4)
        """);
    assertThat(
            rows(
                "SELECT formatDateTime(minute, '%i'), latency_events, latency_ms FROM trust.quality_minutes WHERE stream_id = 'q' ORDER BY minute"))
        .containsExactly("00, 10, 9000", "01, 4, 0");
  }

  @Test
  void botsAreCounted() {
    assertThat(rows("SELECT bot_events, read_events, share FROM trust.bots(" + RANGE + ")"))
        .containsExactly("10, 200, 0.05");
  }

  @Test
  void whatReplaysAreWatchedFor() {
    assertThat(
            rows(
                "SELECT stream_id, credential_id, replay_share, live_share, pull FROM trust.replay_segments("
                    + RANGE
                    + ")"))
        .containsExactly("s, tour, 0.5, 0.2, 2.5");
  }

  private static List<String> rows(String sql) {
    return CLICKHOUSE.json(sql + " FORMAT JSONCompactStringsEachRow").stream()
        .map(row -> row.replaceAll("[\\[\\]\"]", "").replace("ᴺᵁᴸᴸ", "null"))
        .toList();
  }
}
