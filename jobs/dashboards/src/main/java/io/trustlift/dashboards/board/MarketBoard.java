package io.trustlift.dashboards.board;

import io.trustlift.dashboards.grafana.Column;
import io.trustlift.dashboards.grafana.Dashboard;
import io.trustlift.dashboards.grafana.Link;
import io.trustlift.dashboards.grafana.Panel;
import io.trustlift.dashboards.grafana.Words;

/** What works in this market? */
public final class MarketBoard {

  private MarketBoard() {}

  public static Dashboard dashboard() {
    return Dashboard.named("market", "Market", "What works in this market?")
        .with(Choices.MARKET, Choices.OUTCOME, Choices.MODE)
        .with(
            Link.to("Overview", Dashboard.uid("trust-overview")),
            Link.to("Stream", Dashboard.uid("stream-cockpit")),
            Link.to("Credential", Dashboard.uid("credential")))
        .with(
            totals(),
            Panel.heading("What moves the outcome"),
            forest(),
            expected(),
            kinds(),
            credentials(),
            heterogeneity(),
            monitor(),
            Panel.heading("How it is shown"),
            SplitPanels.byType(
                "Lift by way of showing",
                "Several is more than one way at once.",
                "placement",
                "${mode:sqlstring}",
                "shown"),
            dose(),
            SplitPanels.reviews(
                "Reviews of verified buyers", "Whether the buyer was verified.", "verified"),
            SplitPanels.reviews(
                "Rewarded reviews", "Whether the review was rewarded.", "incentivised"),
            placements(),
            Panel.heading("Who watches, and how well it comes through"),
            SplitPanels.byType(
                "Lift among new and returning viewers",
                "Returning viewers began another visit at least six hours before; live.",
                "audience",
                "'live'",
                "viewers who are"),
            audience(),
            SplitPanels.byType(
                "Lift by stream quality",
                "Quality of the five minutes: less than 1 %, less than 5 % or more of the market's viewer-time stalled.",
                "quality",
                "${mode:sqlstring}",
                "quality"),
            qualityGuard(),
            Panel.heading("Questions, and who asks"),
            responseBands(),
            responseTimes(),
            answersBy("language"),
            answersBy("topic"),
            trustQuestions(),
            Panel.heading("Decisions take days"),
            LongGamePanels.orderDelays(),
            LongGamePanels.timeToOrder(),
            LongGamePanels.cohorts(),
            Panel.heading("Streams"),
            streams());
  }

  private static Panel totals() {
    return Panel.numbers(
        "${market}",
        "The market's viewers, and its outcomes per 1,000 viewer-minutes: inquiries, orders and revenue / viewer-minutes, times 1,000."
            + Evidence.DESCRIPTIVE,
        """
        SELECT viewers, streams, viewer_minutes, exposed_share, inquiry_rate, order_rate, revenue_per_1000_minutes, stall_share
        FROM trust.market_totals(from = $__fromTime, to = $__toTime, mode = ${mode:sqlstring})
        WHERE market = ${market:sqlstring}
        """,
        Column.count("viewers", "viewers"),
        Column.count("streams", "streams"),
        Column.minutes("viewer_minutes", "viewer-minutes"),
        Column.share("exposed_share", "exposed share"),
        Column.rate("inquiry_rate", "inquiries"),
        Column.rate("order_rate", "orders"),
        Column.money("revenue_per_1000_minutes", "revenue per 1,000 viewer-minutes"),
        Column.share("stall_share", "stall share"));
  }

  private static Panel forest() {
    return Panel.of(
            Panel.Kind.FOREST,
            "Forest of kinds",
            "One place for each kind, best at the right: the rate ratio with the ends of its interval, and the shrunk one. Rate with the kind on"
                + " screen or recent / rate without; 1 is no change. Names and numbers stand in the table of kinds, the best first."
                + Evidence.OBSERVATIONAL,
            """
            SELECT position, low, rate_ratio, high, shrunk_ratio, focus_value
            FROM trust.lift_forest(from = $__fromTime, to = $__toTime, mode = ${mode:sqlstring}, focus = 'kind', outcome = ${outcome:sqlstring})
            WHERE market = ${market:sqlstring}
            ORDER BY position
            """,
            Column.count("position", "position"),
            Column.number("low", "low 95 %"),
            Column.number("rate_ratio", "rate ratio"),
            Column.number("high", "high 95 %"),
            Column.number("shrunk_ratio", "shrunk"),
            Column.text("focus_value", "kind"))
        .size(12, 12);
  }

  private static Panel expected() {
    return Panel.table(
            "Expected beside measured",
            "What the taxonomy expects to pull in this market, beside the rate ratio measured (rate with the kind on screen or recent / rate"
                + " without). Whether markets differ in it at all comes first (Cochran's Q, p below 0.05)."
                + Evidence.OBSERVATIONAL,
            """
            SELECT kind, type, preference, expected, expected_pull, rate_ratio, low, high, shrunk_ratio, streams, verdict, evidence
            FROM trust.expected_and_measured(from = $__fromTime, to = $__toTime, mode = ${mode:sqlstring}, outcome = ${outcome:sqlstring})
            WHERE market = ${market:sqlstring}
            ORDER BY expected DESC, kind
            """,
            Column.text("kind", "kind"),
            Column.text("type", "type"),
            Column.text("preference", "do markets differ?").withWords(Words.PREFERENCE),
            Column.count("expected", "expected").withWords(Words.YES),
            Column.text("expected_pull", "expected pull"),
            Column.number("rate_ratio", "rate ratio"),
            Column.number("low", "low 95 %"),
            Column.number("high", "high 95 %"),
            Column.number("shrunk_ratio", "shrunk"),
            Column.count("streams", "streams"),
            Columns.VERDICT,
            Columns.EVIDENCE)
        .size(12, 12);
  }

  private static Panel kinds() {
    return Panel.table(
        "Lift by kind",
        "Rate with a credential of the kind on screen or recent / rate without it, best first by the shrunk ratio."
            + Evidence.OBSERVATIONAL,
        """
        SELECT focus_value, rate_ratio, low, high, shrunk_ratio, exposed_events, exposed_minutes, streams, p_adjusted, verdict, evidence
        FROM trust.credential_lift(from = $__fromTime, to = $__toTime, mode = ${mode:sqlstring}, focus = 'kind', lag = 0)
        WHERE outcome = ${outcome:sqlstring} AND market = ${market:sqlstring}
        ORDER BY shrunk_ratio DESC
        """,
        Columns.lift(Column.text("focus_value", "kind")));
  }

  private static Panel credentials() {
    return Panel.table(
        "Lift by credential",
        "Rate with the credential on screen or recent / rate without it, best first by the shrunk ratio."
            + Evidence.OBSERVATIONAL,
        """
        SELECT focus_value, rate_ratio, low, high, shrunk_ratio, exposed_events, exposed_minutes, streams, p_adjusted, verdict, evidence
        FROM trust.credential_lift(from = $__fromTime, to = $__toTime, mode = ${mode:sqlstring}, focus = 'credential', lag = 0)
        WHERE outcome = ${outcome:sqlstring} AND market = ${market:sqlstring}
        ORDER BY shrunk_ratio DESC
        """,
        Columns.lift(
            Column.text("focus_value", "credential")
                .withLink(
                    Link.to("Open this credential", Dashboard.uid("credential"))
                        .with("credential", "focus_value")
                        .keeping("outcome")
                        .keeping("mode"))));
  }

  private static Panel heterogeneity() {
    return Panel.table(
            "Do markets differ?",
            "For each type over all markets: Cochran's Q of the markets' log rate ratios as p, and I squared, the share of their spread that is"
                + " more than noise. Only a small p says that preferences differ."
                + Evidence.OBSERVATIONAL,
            """
            SELECT focus_value, rate_ratio, low, high, streams, markets_differ_p, i_squared, evidence
            FROM trust.credential_lift(from = $__fromTime, to = $__toTime, mode = ${mode:sqlstring}, focus = 'type', lag = 0)
            WHERE outcome = ${outcome:sqlstring} AND market = 'ALL'
            ORDER BY markets_differ_p
            """,
            Column.text("focus_value", "credential type"),
            Column.number("rate_ratio", "rate ratio, all markets"),
            Column.number("low", "low 95 %"),
            Column.number("high", "high 95 %"),
            Column.count("streams", "streams"),
            Column.p("markets_differ_p", "p that markets are alike"),
            Column.share("i_squared", "I squared"),
            Columns.EVIDENCE)
        .half();
  }

  private static Panel monitor() {
    return Panel.overTime(
            "Rate monitor: first inquiries",
            "How much the first inquiries of viewers so far speak against a rate ratio of 1: p that may be looked at after every block, by"
                + " credential type. First inquiries with a credential of the type / those expected by viewer-time."
                + Evidence.OBSERVATIONAL,
            """
            SELECT block AS time, focus_value, p_value
            FROM trust.rate_monitor
            WHERE market = ${market:sqlstring} AND $__timeFilter(block)
            ORDER BY time, focus_value
            """,
            Column.time(),
            Column.text("focus_value", "credential type"),
            Column.p("p_value", "p"))
        .half();
  }

  private static Panel placements() {
    return Panel.table(
            "Placement",
            "Outcomes per 1,000 viewer-minutes while something was shown in this way: inquiries and orders / viewer-minutes, live."
                + Evidence.CRUDE,
            """
            SELECT placement, displays, shown_minutes, viewer_minutes, inquiries, inquiry_rate, orders, order_rate, evidence
            FROM trust.placement_rates(from = $__fromTime, to = $__toTime)
            WHERE market = ${market:sqlstring}
            ORDER BY viewer_minutes DESC
            """,
            Column.text("placement", "placement"),
            Column.count("displays", "displays"),
            Column.minutes("shown_minutes", "minutes shown"),
            Column.minutes("viewer_minutes", "viewer-minutes"),
            Column.count("inquiries", "inquiries"),
            Column.rate("inquiry_rate", "inquiry rate"),
            Column.count("orders", "orders"),
            Column.rate("order_rate", "order rate"),
            Columns.EVIDENCE)
        .half();
  }

  private static Panel dose() {
    return Panel.table(
            "How many at once",
            "Outcomes / viewer-minutes, times 1,000, by the number of credentials on screen; the ratio sets each number against one credential within"
                + " the same stream and five minutes."
                + Evidence.OBSERVATIONAL,
            """
            SELECT dose, viewer_minutes, events, rate, rate_ratio, low, high, streams, verdict, evidence
            FROM trust.dose(from = $__fromTime, to = $__toTime, mode = ${mode:sqlstring})
            WHERE market = ${market:sqlstring} AND outcome = ${outcome:sqlstring}
            ORDER BY dose
            """,
            Column.text("dose", "on screen at once"),
            Column.minutes("viewer_minutes", "viewer-minutes"),
            Column.count("events", "outcomes"),
            Column.rate("rate", "rate"),
            Column.number("rate_ratio", "against one"),
            Column.number("low", "low 95 %"),
            Column.number("high", "high 95 %"),
            Column.count("streams", "streams"),
            Columns.VERDICT,
            Columns.EVIDENCE)
        .half();
  }

  private static Panel qualityGuard() {
    return Panel.table(
            "Quality while it was shown",
            "The guard beside every lift: stalled / watched time and mean latency in the minutes with a credential of the type on screen, beside the other"
                + " minutes. Worse: half as much stalled again, and over 1 %."
                + Evidence.DESCRIPTIVE,
            """
            SELECT focus_value, shown_minutes, stall_share_shown, stall_share_other, latency_ms_shown, latency_ms_other, worse
            FROM trust.quality_guard(from = $__fromTime, to = $__toTime, mode = ${mode:sqlstring}, focus = 'type')
            WHERE market = ${market:sqlstring}
            ORDER BY focus_value
            """,
            Column.text("focus_value", "type"),
            Column.minutes("shown_minutes", "viewer-minutes while shown"),
            Column.share("stall_share_shown", "stalled while shown"),
            Column.share("stall_share_other", "stalled otherwise"),
            Column.milliseconds("latency_ms_shown", "latency while shown"),
            Column.milliseconds("latency_ms_other", "latency otherwise"),
            Column.count("worse", "worse").withWords(Words.YES))
        .half();
  }

  private static Panel responseBands() {
    return Panel.table(
            "Buyers by time to the answer",
            "Of those whose question was answered within the band, how many ordered within seven days after: buyers / askers."
                + " Those who ask when the host has time may differ in other ways too."
                + Evidence.DESCRIPTIVE,
            """
            SELECT band, questions, askers, buyers, buyer_share, evidence
            FROM trust.response_bands(from = $__fromTime, to = $__toTime)
            WHERE market = ${market:sqlstring}
            ORDER BY band_no
            """,
            Column.text("band", "answered"),
            Column.count("questions", "questions"),
            Column.count("askers", "askers"),
            Column.count("buyers", "who ordered"),
            Column.share("buyer_share", "share"),
            Columns.EVIDENCE)
        .half();
  }

  private static Panel responseTimes() {
    return Panel.table(
            "Response times by stream",
            "Half and nine tenths of the answers came within this time; share within 10 s = answers within 10 s / questions."
                + Evidence.DESCRIPTIVE,
            """
            SELECT stream_id, questions, answered, unanswered, p50_ms, p90_ms, share_within_10s
            FROM trust.response_times(from = $__fromTime, to = $__toTime)
            WHERE market = ${market:sqlstring} AND stream_id != ''
            ORDER BY p90_ms DESC
            """,
            Columns.STREAM_LINKED,
            Column.count("questions", "questions"),
            Column.count("answered", "answered"),
            Column.count("unanswered", "unanswered"),
            Column.milliseconds("p50_ms", "half within"),
            Column.milliseconds("p90_ms", "nine tenths within"),
            Column.share("share_within_10s", "within 10 s"))
        .half();
  }

  /** Answers told apart by a label of the question: language or topic. */
  private static Panel answersBy(String label) {
    return Panel.table(
            "Answers by " + label,
            "Live questions by "
                + label
                + ": half and nine tenths of the answers came within this time; share within 10 s = answers within 10 s / questions."
                + Evidence.DESCRIPTIVE,
            """
            SELECT value, questions, answered, unanswered, p50_ms, p90_ms, share_within_10s
            FROM trust.response_by(from = $__fromTime, to = $__toTime, by = '%s')
            WHERE market = ${market:sqlstring}
            ORDER BY questions DESC
            """
                .formatted(label),
            Column.text("value", label),
            Column.count("questions", "questions"),
            Column.count("answered", "answered"),
            Column.count("unanswered", "unanswered"),
            Column.milliseconds("p50_ms", "half within"),
            Column.milliseconds("p90_ms", "nine tenths within"),
            Column.share("share_within_10s", "within 10 s"))
        .half();
  }

  private static Panel trustQuestions() {
    return Panel.table(
            "Questions that ask for trust",
            "Questions with a topic that asks who the merchant is, whether the product is as shown, or whether after-sales is safe / all questions with a"
                + " topic. Unanswered had no answer within a day."
                + Evidence.DESCRIPTIVE,
            """
            SELECT concern, questions, all_questions, share, unanswered, p50_ms
            FROM trust.trust_questions(from = $__fromTime, to = $__toTime)
            WHERE market = ${market:sqlstring}
            ORDER BY questions DESC
            """,
            Column.text("concern", "concern").withWords(Words.CONCERN),
            Column.count("questions", "questions"),
            Column.count("all_questions", "of"),
            Column.share("share", "share"),
            Column.count("unanswered", "unanswered"),
            Column.milliseconds("p50_ms", "half answered within"))
        .half();
  }

  private static Panel audience() {
    return Panel.table(
            "New and returning viewers",
            "Outcomes per 1,000 viewer-minutes, and orders per viewer, of viewers seen for the first time and of others."
                + Evidence.DESCRIPTIVE,
            """
            SELECT audience, viewers, visits, viewer_minutes, inquiries, inquiry_rate, orders, order_rate, orders_per_viewer
            FROM trust.audience_totals(from = $__fromTime, to = $__toTime, mode = ${mode:sqlstring})
            WHERE market = ${market:sqlstring}
            ORDER BY audience
            """,
            Column.text("audience", "viewers who are"),
            Column.count("viewers", "viewers"),
            Column.count("visits", "visits"),
            Column.minutes("viewer_minutes", "viewer-minutes"),
            Column.count("inquiries", "inquiries"),
            Column.rate("inquiry_rate", "inquiry rate"),
            Column.count("orders", "orders"),
            Column.rate("order_rate", "order rate"),
            Column.number("orders_per_viewer", "orders per viewer"))
        .half();
  }

  private static Panel streams() {
    return Panel.table(
        "Streams with most of their viewer-time here",
        "Sums over the stream's live visits; stall share = stalled / watched time; nine tenths of the answers came within the time shown."
            + Evidence.DESCRIPTIVE,
        """
        SELECT stream_id, started_at, viewers, viewer_minutes, inquiries, orders, revenue, displays, misused, stall_share, latency_ms, p90_ms
        FROM trust.stream_list(from = $__fromTime, to = $__toTime)
        WHERE home_market = ${market:sqlstring}
        ORDER BY started_at DESC
        """,
        Columns.STREAM_LINKED,
        Column.instant("started_at", "started"),
        Column.count("viewers", "viewers"),
        Column.minutes("viewer_minutes", "viewer-minutes"),
        Column.count("inquiries", "inquiries"),
        Column.count("orders", "orders"),
        Column.money("revenue", "revenue"),
        Column.count("displays", "displays"),
        Column.count("misused", "displays misused"),
        Column.share("stall_share", "stall share"),
        Column.milliseconds("latency_ms", "latency"),
        Column.milliseconds("p90_ms", "answers within (p90)"));
  }
}
