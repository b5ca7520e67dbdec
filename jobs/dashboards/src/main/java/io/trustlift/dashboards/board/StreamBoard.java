package io.trustlift.dashboards.board;

import io.trustlift.dashboards.grafana.Column;
import io.trustlift.dashboards.grafana.Dashboard;
import io.trustlift.dashboards.grafana.Link;
import io.trustlift.dashboards.grafana.Overlay;
import io.trustlift.dashboards.grafana.Panel;
import io.trustlift.dashboards.grafana.Variable;
import io.trustlift.dashboards.grafana.Variable.Option;
import io.trustlift.dashboards.grafana.Words;

/** What is happening on air now? */
public final class StreamBoard {

  private StreamBoard() {}

  public static Dashboard dashboard() {
    return Dashboard.named("stream-cockpit", "Stream cockpit", "What is happening on air now?")
        .opening("now-6h", "30s")
        .with(
            Variable.query(
                "stream",
                "stream",
                """
                SELECT stream_id
                FROM trust.stream_list(from = $__fromTime, to = $__toTime)
                ORDER BY started_at DESC
                """),
            Choices.MODE,
            Variable.query(
                "market",
                "market of viewers",
                """
                SELECT DISTINCT market
                FROM trust.stream_minutes(stream = ${stream:sqlstring}, mode = ${mode:sqlstring})
                ORDER BY market = 'ALL' DESC, market
                """),
            Choices.OUTCOME,
            Variable.fixed(
                "type",
                "credential type",
                new Option("authority", "authority"),
                new Option("social_proof", "social proof"),
                new Option("live_demonstration", "live demonstration"),
                new Option("interaction", "interaction")))
        .with(
            overlay("Authority", "blue", "authority"),
            overlay("Social proof", "purple", "social_proof"),
            overlay("Live demonstration", "orange", "live_demonstration"),
            overlay("Interaction", "yellow", "interaction"))
        .with(
            Link.to("Market", Dashboard.uid("market")),
            Link.to("Credential", Dashboard.uid("credential")),
            Link.to("Pipeline", Dashboard.uid("pipeline")).atItsOwnTime())
        .with(
            summary(),
            onAir(),
            minutes(),
            backlog(),
            quality(),
            responseTimes(),
            qualityByMarket(),
            replays(),
            eventStudy(),
            overlays());
  }

  private static Overlay overlay(String name, String color, String type) {
    return new Overlay(
        name,
        color,
        """
        SELECT shown_at AS time, hidden_at AS timeEnd, title AS text, type AS tags
        FROM trust.stream_overlays(stream = ${stream:sqlstring})
        WHERE type = '%s'
        ORDER BY time
        """
            .formatted(type));
  }

  private static Panel summary() {
    return Panel.numbers(
        "${stream}",
        "Sums over the stream's live visits; p90: nine tenths of the answers came within this time; latency and stall share as viewers' players told them."
            + Evidence.DESCRIPTIVE,
        """
        SELECT started_at, home_market, viewers, viewer_minutes, inquiries, orders, displays, misused, stall_share, latency_ms, p90_ms
        FROM trust.stream_list(from = $__fromTime, to = $__toTime)
        WHERE stream_id = ${stream:sqlstring}
        """,
        Column.instant("started_at", "started"),
        Column.text("home_market", "home market"),
        Column.count("viewers", "viewers"),
        Column.minutes("viewer_minutes", "viewer-minutes"),
        Column.count("inquiries", "inquiries"),
        Column.count("orders", "orders"),
        Column.count("displays", "displays"),
        Column.count("misused", "displays misused"),
        Column.share("stall_share", "stall share"),
        Column.milliseconds("latency_ms", "latency"),
        Column.milliseconds("p90_ms", "answers within (p90)"));
  }

  private static Panel onAir() {
    return Panel.table(
            "On air now",
            "What is on screen at the end of the range (of a stream that is over: in its last minute), and whether it may be: validity from the catalogue, misuse also"
                + " where a market that watches is none of the credential's. Where nothing is on screen, what was shown last."
                + Evidence.COUNTED,
            """
            SELECT on_screen, credential_id, title, type, kind, placement, shown_at, seconds_on_air, validity, valid_until, days_left, misuse
            FROM trust.on_air_or_last(stream = ${stream:sqlstring}, at = $__toTime)
            ORDER BY shown_at
            """,
            Column.count("on_screen", "on screen").withWords(Words.YES),
            Columns.CREDENTIAL_LINKED,
            Column.text("title", "title"),
            Column.text("type", "type"),
            Column.text("kind", "kind"),
            Column.text("placement", "placement"),
            Column.instant("shown_at", "shown since"),
            Column.seconds("seconds_on_air", "on air for"),
            Column.text("validity", "validity").withWords(Words.VALIDITY),
            Column.instant("valid_until", "valid until"),
            Column.days("days_left", "days left"),
            Column.text("misuse", "misuse").withWords(Words.VALIDITY))
        .size(Panel.FULL_WIDTH, 6);
  }

  private static Panel minutes() {
    return Panel.overTime(
            "Viewers, inquiries and orders by minute",
            "Mean viewers at once (viewer-time of the minute / one minute), and inquiries and orders of the minute. Every credential of the catalogue that was on screen is a"
                + " region behind the lines, in the colour of its type."
                + Evidence.DESCRIPTIVE,
            """
            SELECT minute AS time, viewers, inquiries, orders
            FROM trust.stream_minutes(stream = ${stream:sqlstring}, mode = ${mode:sqlstring})
            WHERE market = ${market:sqlstring} AND $__timeFilter(minute)
            ORDER BY time
            """,
            Column.time(),
            Column.count("viewers", "viewers").withColor("blue"),
            Column.count("inquiries", "inquiries").onTheRight().asBars().withColor("gray"),
            Column.count("orders", "orders").onTheRight().asBars().withColor("purple"))
        .size(Panel.FULL_WIDTH, 12);
  }

  private static Panel backlog() {
    return Panel.overTime(
            "Questions that wait",
            "Asked so far less answered so far, over all viewers of the stream, with the questions and answers of each minute."
                + Evidence.COUNTED,
            """
            SELECT minute AS time, backlog, asked, answered
            FROM trust.question_backlog(stream = ${stream:sqlstring})
            WHERE $__timeFilter(minute)
            ORDER BY time
            """,
            Column.time(),
            Column.count("backlog", "waiting").withColor("orange"),
            Column.count("asked", "asked").asBars().withColor("gray"),
            Column.count("answered", "answered").asBars().withColor("blue"))
        .half();
  }

  private static Panel quality() {
    return Panel.overTime(
            "Stalls and latency",
            "Stall share = stalled / watched time of the minute; latency = mean of what players told."
                + Evidence.DESCRIPTIVE,
            """
            SELECT minute AS time, stall_share, latency_ms
            FROM trust.stream_minutes(stream = ${stream:sqlstring}, mode = ${mode:sqlstring})
            WHERE market = ${market:sqlstring} AND $__timeFilter(minute)
            ORDER BY time
            """,
            Column.time(),
            Column.share("stall_share", "stall share").withColor("orange"),
            Column.milliseconds("latency_ms", "latency").onTheRight().withColor("blue"))
        .half();
  }

  private static Panel responseTimes() {
    return Panel.table(
            "Response times",
            "Half and nine tenths of the answers came within this time; share within 10 s = answers within 10 s / questions. By market of the asker."
                + Evidence.DESCRIPTIVE,
            """
            SELECT market, questions, answered, unanswered, p50_ms, p90_ms, share_within_10s
            FROM trust.response_times(from = $__fromTime, to = $__toTime)
            WHERE stream_id = ${stream:sqlstring}
            ORDER BY market = 'ALL' DESC, market
            """,
            Columns.MARKET,
            Column.count("questions", "questions"),
            Column.count("answered", "answered"),
            Column.count("unanswered", "unanswered"),
            Column.milliseconds("p50_ms", "half within"),
            Column.milliseconds("p90_ms", "nine tenths within"),
            Column.share("share_within_10s", "within 10 s"))
        .half();
  }

  private static Panel qualityByMarket() {
    return Panel.table(
            "How it came through, by market",
            "Stalled / watched time; latency below which half, nine tenths and 99 of 100 of what players told lies."
                + Evidence.DESCRIPTIVE,
            """
            SELECT market, viewer_minutes, stall_share, p50_latency_ms, p90_latency_ms, p99_latency_ms
            FROM trust.quality_percentiles(from = $__fromTime, to = $__toTime, mode = ${mode:sqlstring})
            WHERE stream_id = ${stream:sqlstring}
            ORDER BY market != 'ALL', viewer_minutes DESC
            """,
            Columns.MARKET,
            Column.minutes("viewer_minutes", "viewer-minutes"),
            Column.share("stall_share", "stall share"),
            Column.milliseconds("p50_latency_ms", "latency, half below"),
            Column.milliseconds("p90_latency_ms", "nine tenths below"),
            Column.milliseconds("p99_latency_ms", "99 of 100 below"))
        .half();
  }

  private static Panel replays() {
    return Panel.table(
            "What replays are watched for",
            "Share of the replays' viewer-time, and of the live viewer-time, that had the credential on screen; pull = the first / the second, above 1"
                + " where replays seek it out."
                + Evidence.DESCRIPTIVE,
            """
            SELECT stream_id, credential_id, title, kind, replay_minutes, replay_share, live_share, pull
            FROM trust.replay_segments(from = $__fromTime, to = $__toTime)
            ORDER BY stream_id = ${stream:sqlstring} DESC, pull DESC
            LIMIT 30
            """,
            Columns.STREAM_LINKED,
            Columns.CREDENTIAL_LINKED,
            Column.text("title", "title"),
            Column.text("kind", "kind"),
            Column.minutes("replay_minutes", "viewer-minutes in replays"),
            Column.share("replay_share", "of replays"),
            Column.share("live_share", "of live"),
            Column.number("pull", "pull"))
        .half();
  }

  private static Panel eventStudy() {
    return Panel.of(
            Panel.Kind.CURVES,
            "Around a show, all streams of the range",
            "Outcomes per 1,000 viewer-minutes by the time since a credential of the type was shown, from 5 minutes before to 10 minutes after,"
                + " beside the same around matched moments of the same rooms without one. A picture, not an estimate: hosts choose their moments."
                + " Evidence: observational.",
            """
            SELECT offset_s, rate, matched_rate, events, viewer_minutes, evidence
            FROM trust.event_study(from = $__fromTime, to = $__toTime, focus = 'type', focus_value = ${type:sqlstring}, market = '', bin = 60)
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

  private static Panel overlays() {
    return Panel.table(
        "Everything that was shown",
        "Each display with its reach: live visits that saw it for two seconds or longer, and validity when it was shown."
            + Evidence.COUNTED,
        """
        SELECT shown_at, hidden_at, credential_id, title, type, kind, placement, visits_reached, experiment_id, variant, validity, misuse
        FROM trust.stream_overlays(stream = ${stream:sqlstring})
        ORDER BY shown_at
        """,
        Column.instant("shown_at", "shown"),
        Column.instant("hidden_at", "hidden"),
        Columns.CREDENTIAL_LINKED,
        Column.text("title", "title"),
        Column.text("type", "type"),
        Column.text("kind", "kind"),
        Column.text("placement", "placement"),
        Column.count("visits_reached", "visits reached"),
        Column.text("experiment_id", "experiment"),
        Column.text("variant", "arm"),
        Column.text("validity", "validity").withWords(Words.VALIDITY),
        Column.text("misuse", "misuse").withWords(Words.VALIDITY));
  }
}
