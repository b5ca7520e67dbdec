package io.trustlift.dashboards.board;

import io.trustlift.dashboards.grafana.Column;
import io.trustlift.dashboards.grafana.Dashboard;
import io.trustlift.dashboards.grafana.Link;
import io.trustlift.dashboards.grafana.Panel;
import io.trustlift.dashboards.grafana.Variable;
import io.trustlift.dashboards.grafana.Variable.Option;
import io.trustlift.dashboards.grafana.Words;

/** Is this credential worth its air time? */
public final class CredentialBoard {

  private CredentialBoard() {}

  public static Dashboard dashboard() {
    return Dashboard.named("credential", "Credential", "Is this credential worth its air time?")
        .with(
            Variable.query(
                "credential",
                "credential",
                """
                SELECT credential_id, title
                FROM trust.credential_reach(from = $__fromTime, to = $__toTime)
                ORDER BY exposed_minutes DESC
                """),
            Choices.MARKET_OR_ALL,
            Choices.OUTCOME,
            Choices.MODE,
            Variable.fixed(
                "step",
                "step of the curve",
                new Option("604800", "a week"),
                new Option("86400", "a day"),
                new Option("2419200", "four weeks")))
        .with(
            Link.to("Market", Dashboard.uid("market")),
            Link.to("Stream", Dashboard.uid("stream-cockpit")),
            Link.to("Library", Dashboard.uid("library")))
        .with(
            reach(),
            lift(),
            overTime(),
            eventStudy(),
            SplitPanels.timesSeen(),
            placements(),
            streams(),
            standing());
  }

  private static Panel reach() {
    return Panel.table(
            "What it is, and whom it reached",
            "Air time of its displays; viewer-minutes: time that live visits had it on screen; visits reached: those that saw it for two seconds or longer."
                + Evidence.COUNTED,
            """
            SELECT title, type, kind, owner, validity, valid_until, displays, streams, shown_minutes, exposed_minutes, visits_reached, misused
            FROM trust.credential_reach(from = $__fromTime, to = $__toTime)
            WHERE credential_id = ${credential:sqlstring}
            """,
            Column.text("title", "title"),
            Column.text("type", "type"),
            Column.text("kind", "kind"),
            Column.text("owner", "owner"),
            Column.text("validity", "validity").withWords(Words.VALIDITY),
            Column.instant("valid_until", "valid until"),
            Column.count("displays", "displays"),
            Column.count("streams", "streams"),
            Column.minutes("shown_minutes", "minutes on air"),
            Column.minutes("exposed_minutes", "viewer-minutes"),
            Column.count("visits_reached", "visits reached"),
            Column.count("misused", "displays misused"))
        .size(Panel.FULL_WIDTH, 4);
  }

  private static Panel lift() {
    return Panel.table(
        "Lift by market",
        "Rate with the credential on screen or recent / rate without it. 1 is no change."
            + Evidence.OBSERVATIONAL,
        """
        SELECT market, rate_ratio, low, high, shrunk_ratio, exposed_events, exposed_minutes, streams, p_adjusted, verdict, evidence
        FROM trust.credential_lift(from = $__fromTime, to = $__toTime, mode = ${mode:sqlstring}, focus = 'credential', lag = 0)
        WHERE outcome = ${outcome:sqlstring} AND focus_value = ${credential:sqlstring}
        ORDER BY market = 'ALL' DESC, shrunk_ratio DESC
        """,
        Columns.lift(Columns.MARKET_LINKED));
  }

  private static Panel overTime() {
    Column low = Column.number("low", "low 95 %").withoutLine().withColor("blue");
    return Panel.overTime(
            "Lift over time: does it wear off?",
            "Rate ratio of each step with its interval: rate with the credential on screen or recent / rate without it, in the chosen market."
                + " A step with few streams has a wide interval or none."
                + Evidence.OBSERVATIONAL,
            """
            SELECT bucket AS time, low, rate_ratio, high, streams
            FROM trust.credential_lift_over_time(
                from = $__fromTime, to = $__toTime, mode = ${mode:sqlstring}, focus = 'credential', step = ${step})
            WHERE outcome = ${outcome:sqlstring} AND market = ${market:sqlstring} AND focus_value = ${credential:sqlstring}
            ORDER BY time
            """,
            Column.time(),
            low,
            Column.number("rate_ratio", "rate ratio").withColor("blue"),
            Column.number("high", "high 95 %").withColor("blue").bandDownTo(low),
            Column.count("streams", "streams").onTheRight().asBars().withColor("gray"))
        .half();
  }

  private static Panel eventStudy() {
    return Panel.of(
            Panel.Kind.CURVES,
            "Around a show",
            "Outcomes per 1,000 viewer-minutes by the time since the credential was shown, from 5 minutes before to 10 minutes after, beside the same"
                + " around matched moments of the same rooms without it. A picture, not an estimate: hosts choose their moments."
                + " Evidence: observational.",
            """
            SELECT offset_s, rate, matched_rate, events, viewer_minutes, evidence
            FROM trust.event_study(
                from = $__fromTime, to = $__toTime, focus = 'credential', focus_value = ${credential:sqlstring}, market = '', bin = 60)
            WHERE outcome = ${outcome:sqlstring}
            ORDER BY offset_s
            """,
            Column.seconds("offset_s", "time since the show"),
            Column.rate("rate", "around a show"),
            Column.rate("matched_rate", "around matched moments"),
            Column.text("events", "outcomes"),
            Column.text("viewer_minutes", "viewer-minutes"),
            Columns.EVIDENCE)
        .half();
  }

  private static Panel placements() {
    return Panel.table(
            "Placements",
            "How it was shown: number and length of displays, and live visits that saw it for two seconds or longer."
                + Evidence.COUNTED,
            """
            SELECT placement, displays, shown_minutes, visits_reached
            FROM trust.credential_placements(from = $__fromTime, to = $__toTime)
            WHERE credential_id = ${credential:sqlstring}
            ORDER BY shown_minutes DESC
            """,
            Column.text("placement", "placement"),
            Column.count("displays", "displays"),
            Column.minutes("shown_minutes", "minutes on air"),
            Column.count("visits_reached", "visits reached"))
        .half();
  }

  private static Panel streams() {
    return Panel.table(
            "Streams",
            "Where it was shown: number and length of displays, live visits reached, and displays that were misused."
                + Evidence.COUNTED,
            """
            SELECT stream_id, first_shown_at, displays, shown_minutes, visits_reached, misused
            FROM trust.credential_streams(from = $__fromTime, to = $__toTime)
            WHERE credential_id = ${credential:sqlstring}
            ORDER BY first_shown_at DESC
            """,
            Columns.STREAM_LINKED,
            Column.instant("first_shown_at", "first shown"),
            Column.count("displays", "displays"),
            Column.minutes("shown_minutes", "minutes on air"),
            Column.count("visits_reached", "visits reached"),
            Column.count("misused", "displays misused"))
        .half();
  }

  private static Panel standing() {
    return Panel.table(
            "In the library",
            "Where it is kept, and when it was looked at last, as of the end of the range."
                + Evidence.COUNTED,
            """
            SELECT section, owner, status, validity, days_left, reviewed_at, days_since_review, review_overdue, last_shown_at
            FROM trust.library_credentials(at = $__toTime)
            WHERE credential_id = ${credential:sqlstring}
            """,
            Column.text("section", "section"),
            Column.text("owner", "owner"),
            Column.text("status", "status"),
            Column.text("validity", "validity").withWords(Words.VALIDITY),
            Column.days("days_left", "days left"),
            Column.instant("reviewed_at", "reviewed"),
            Column.days("days_since_review", "since the review"),
            Column.count("review_overdue", "review overdue").withWords(Words.YES),
            Column.instant("last_shown_at", "last shown"))
        .size(Panel.FULL_WIDTH, 4);
  }
}
