package io.trustlift.local.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.local.clickhouse.EmbeddedClickHouse;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The views of totals over one small stream whose every number can be counted by hand. */
class TotalsViewsIT {

  @RegisterExtension static final EmbeddedClickHouse CLICKHOUSE = new EmbeddedClickHouse();

  private static final String RANGE = "from = '2026-03-02 18:00:00', to = '2026-03-02 19:00:00'";

  /**
   * Three viewers of DE, one of them on her second day, and one of US, who watches a replay; an
   * hour of viewer-time each. Two credentials: a CE mark that says nothing in the US, and an award.
   */
  @BeforeAll
  static void fill() throws SQLException {
    CLICKHOUSE.execute(
        """
        INSERT INTO trust.visits_versions
            (visit_id, viewer_id, stream_id, mode, market, started_at, ended_at, exposed_ms, seen, questions, product_clicks,
             add_to_carts, shares, stall_ms, version)
        VALUES ('1', 'a', 's', 'live', 'DE', '2026-03-02 18:00:00', '2026-03-02 19:00:00', 0, ['ce'], 2, 1, 1, 0, 36000, 1),
               ('2', 'b', 's', 'live', 'DE', '2026-03-02 18:00:00', '2026-03-02 19:00:00', 0, [], 1, 0, 0, 0, 0, 1),
               ('3', 'c', 's', 'live', 'DE', '2026-03-02 18:00:00', '2026-03-02 19:00:00', 0, ['ce'], 0, 1, 0, 0, 0, 1),
               ('4', 'c', 'old', 'live', 'DE', '2026-03-01 18:00:00', '2026-03-01 18:10:00', 0, [], 0, 0, 0, 0, 0, 1),
               ('5', 'd', 's', 'replay', 'US', '2026-03-02 18:30:00', '2026-03-02 19:30:00', 0, [], 0, 0, 0, 0, 0, 1)
        """,
        """
        INSERT INTO trust.exposure_time_versions (minute, stream_id, mode, market, on_screen, recent, viewer_ms)
        SELECT toDateTime('2026-03-02 18:00:00', 'UTC') + 60 * number, 's', 'live', 'DE', if(number < 15, ['ce'], []), [], 180000 FROM numbers(60)
        """,
        """
        INSERT INTO trust.exposure_time_versions (minute, stream_id, mode, market, on_screen, recent, viewer_ms)
        SELECT toDateTime('2026-03-02 18:30:00', 'UTC') + 60 * number, 's', 'replay', 'US', [], [], 60000 FROM numbers(30)
        """,
        """
        INSERT INTO trust.outcomes_versions
            (outcome_id, kind, occurred_at, viewer_id, market, stream_id, visit_id, mode, on_screen, recent, seen, attribution, status,
             paid, amount, paid_amount, refunded_amount, currency, topic, version)
        VALUES ('q1', 'inquiry', '2026-03-02 18:05:00', 'a', 'DE', 's', '1', 'live', ['ce'], [], [], 'in_visit', '', 0, 0, 0, 0, '', 'price', 1),
               ('q2', 'inquiry', '2026-03-02 18:20:00', 'a', 'DE', 's', '1', 'live', [], [], [], 'in_visit', '', 0, 0, 0, 0, '', '', 1),
               ('q3', 'inquiry', '2026-03-02 18:21:00', 'b', 'DE', 's', '2', 'live', [], [], [], 'in_visit', '', 0, 0, 0, 0, '', 'price', 1),
               ('o1', 'order', '2026-03-02 18:06:00', 'a', 'DE', 's', '1', 'live', ['ce'], [], [], 'in_visit', 'paid', 1, 30, 30, 0, 'EUR', '', 1),
               ('o2', 'order', '2026-03-02 18:50:00', 'c', 'DE', 's', '3', 'live', [], [], [], 'in_visit', 'refunded', 1, 20, 50, 20, 'EUR', '', 1),
               ('o3', 'order', '2026-03-02 18:55:00', 'd', 'US', 's', '5', 'replay', [], [], [], 'in_visit', 'placed', 0, 9, 0, 0, 'EUR', '', 1),
               ('o4', 'order', '2026-03-02 18:59:59', 'e', 'DE', '', '', '', [], [], [], 'none', 'paid', 1, 5, 5, 0, 'EUR', '', 1)
        """,
        """
        INSERT INTO trust.replies_versions (question_id, stream_id, viewer_id, asked_at, replied_at, version)
        VALUES ('q1', 's', 'a', '2026-03-02 18:05:00', '2026-03-02 18:05:08', 1),
               ('q3', 's', 'b', '2026-03-02 18:21:00', '2026-03-02 18:21:40', 1)
        """,
        """
        INSERT INTO trust.credentials_versions (credential_id, event_id, event_time, type, kind, title, status, section, valid_until_ms)
        SELECT id, 'e', '2026-01-01 00:00:00', 'authority', id, id, 'active', '', toUnixTimestamp64Milli(toDateTime64(until, 3, 'UTC'))
        FROM VALUES('id String, until String', ('ce', '2026-03-20 00:00:00'), ('award', '2026-09-01 00:00:00'), ('fcc', '2026-09-01 00:00:00'))
        """,
        """
        INSERT INTO trust.displays_versions
            (display_id, stream_id, credential_id, placement, shown_at, hidden_at, end_reason, visits_reached, validity, version)
        VALUES ('d1', 's', 'ce', 'backdrop', '2026-03-02 18:00:00', '2026-03-02 18:15:00', 'hide', 3, 'valid', 1),
               ('d2', 's', 'fcc', 'interlude', '2026-03-02 18:50:00', '2026-03-02 22:50:00', 'max_display', 3, 'valid', 1)
        """);
  }

  @Test
  void totalsOfLiveStreams() {
    assertThat(
            rows(
                "SELECT market, streams, viewers, visits, viewer_minutes, exposed_minutes, inquiries, orders, paid_orders, revenue,"
                    + " reporting_currency, round(inquiry_rate, 3), round(order_rate, 3), round(orders_per_inquirer, 3), round(stall_share, 5)"
                    + " FROM trust.market_totals("
                    + RANGE
                    + ", mode = 'live')"))
        .as("of two who asked, one ordered; 36 s of three hours stalled")
        .containsExactly(
            "ALL, 1, 3, 3, 180, 45, 3, 2, 2, 60, EUR, 16.667, 11.111, 0.5, 0.00333",
            "DE, 1, 3, 3, 180, 45, 3, 2, 2, 60, EUR, 16.667, 11.111, 0.5, 0.00333");
  }

  @Test
  void totalsOfEverythingCountOrdersWithoutAVisit() {
    assertThat(
            rows(
                "SELECT market, viewers, viewer_minutes, orders, paid_orders, revenue FROM trust.market_totals("
                    + RANGE
                    + ", mode = 'all')"))
        .containsExactly("ALL, 4, 210, 4, 3, 65", "DE, 3, 180, 3, 3, 65", "US, 1, 30, 1, 0, 0");
  }

  @Test
  void theFunnelCountsViewers() {
    assertThat(
            rows(
                "SELECT step, viewers FROM trust.funnel("
                    + RANGE
                    + ", mode = 'live') WHERE market = 'DE'"))
        .containsExactly(
            "watched, 3",
            "saw_credential, 2",
            "clicked, 2",
            "asked, 2",
            "added_to_cart, 1",
            "ordered, 2",
            "paid, 2");
  }

  @Test
  void answersByTimeTaken() {
    assertThat(
            rows(
                "SELECT band, questions, askers, buyers FROM trust.response_bands("
                    + RANGE
                    + ") WHERE market = 'ALL'"))
        .as("a bought after the first question, not after the second")
        .containsExactly("within 10 s, 1, 1, 1", "30 s to 2 min, 1, 1, 0", "unanswered, 1, 1, 0");
    assertThat(
            rows(
                "SELECT questions, answered, unanswered, p50_ms, p90_ms, round(share_within_10s, 3) FROM trust.response_times("
                    + RANGE
                    + ") WHERE market = 'ALL' AND stream_id = 's'"))
        .containsExactly("3, 2, 1, 24000, 36800, 0.333");
    assertThat(
            rows(
                "SELECT topic, questions, unanswered FROM trust.unanswered_topics("
                    + RANGE
                    + ") WHERE market = 'DE' ORDER BY topic"))
        .containsExactly(", 1, 1", "price, 2, 0");
    assertThat(
            rows(
                "SELECT formatDateTime(minute, '%H:%i'), asked, answered, backlog FROM trust.question_backlog(stream = 's')"))
        .containsExactly("18:05, 1, 1, 0", "18:20, 1, 0, 1", "18:21, 1, 1, 1");
  }

  @Test
  void audiences() {
    assertThat(
            rows(
                "SELECT audience, viewers, visits, viewer_minutes, inquiries, orders FROM trust.audience_totals("
                    + RANGE
                    + ", mode = 'live') WHERE market = 'DE'"))
        .containsExactly("new, 2, 2, 120, 3, 1", "returning, 1, 1, 60, 0, 1");
  }

  /** What a host leaves on when everybody has gone is not shown to anybody. */
  @Test
  void whatWasShownAndWhetherItWasInOrder() {
    assertThat(
            rows(
                "SELECT display_id, misuse, arrayStringConcat(misused_in, '|'), shown_minutes FROM trust.display_uses ORDER BY display_id"))
        .containsExactly("d1, , , 15", "d2, not_valid_in_market, DE, 10");
    assertThat(
            rows(
                "SELECT placement, displays, shown_minutes, viewer_minutes, inquiries, orders FROM trust.placement_rates("
                    + RANGE
                    + ") WHERE market = 'DE'"))
        .containsExactly("backdrop, 1, 15, 45, 1, 1", "interlude, 1, 10, 30, 0, 1");
    assertThat(
            rows(
                "SELECT outcome, dose, viewer_minutes, events FROM trust.dose("
                    + RANGE
                    + ", mode = 'live') WHERE market = 'DE' AND viewer_minutes > 0"))
        .containsExactly(
            "inquiry, 0, 135, 2", "inquiry, 1, 45, 1", "order, 0, 135, 1", "order, 1, 45, 1");
  }

  @Test
  void theStreamAndItsMinutes() {
    assertThat(
            rows(
                "SELECT stream_id, home_market, viewers, viewer_minutes, inquiries, orders, revenue, displays, misused, questions, answered"
                    + " FROM trust.stream_list("
                    + RANGE
                    + ")"))
        .containsExactly("s, DE, 3, 180, 3, 2, 60, 2, 1, 3, 2");
    assertThat(
            rows(
                "SELECT formatDateTime(minute, '%H:%i'), viewers, inquiries, orders, replies FROM trust.stream_minutes(stream = 's', mode = 'live')"
                    + " WHERE market = 'ALL' AND inquiries + orders + replies > 0"))
        .containsExactly(
            "18:05, 3, 1, 0, 1",
            "18:06, 3, 0, 1, 0",
            "18:20, 3, 1, 0, 0",
            "18:21, 3, 1, 0, 1",
            "18:50, 3, 0, 1, 0");
  }

  @Test
  void theLibrary() {
    assertThat(
            rows(
                "SELECT market, section, credentials, expiring_30 FROM trust.library_coverage(at = '2026-03-02 19:00:00')"
                    + " WHERE section = 'company_papers'"))
        .as("an FCC authorisation says nothing in DE, a CE mark nothing in the US")
        .containsExactly("DE, company_papers, 2, 1", "US, company_papers, 2, 0");
    assertThat(
            rows(
                "SELECT credential_id, validity, days_left, review_overdue, displays, misused, standing"
                    + " FROM trust.library_credentials(at = '2026-03-02 19:00:00') ORDER BY credential_id"))
        .containsExactly(
            "award, valid, 183, 1, 0, 0, never_shown",
            "ce, valid, 18, 1, 1, 0, workhorse",
            "fcc, valid, 183, 1, 1, 1, ");
  }

  /** Rows with their columns as text with commas between. */
  private static List<String> rows(String sql) {
    return CLICKHOUSE.json(sql + " FORMAT JSONCompactStringsEachRow").stream()
        .map(row -> row.replaceAll("[\\[\\]\"]", ""))
        .toList();
  }
}
