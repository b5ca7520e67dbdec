package io.trustlift.dashboards.board;

import io.trustlift.dashboards.grafana.Column;
import io.trustlift.dashboards.grafana.Dashboard;
import io.trustlift.dashboards.grafana.Link;
import io.trustlift.dashboards.grafana.Panel;

/**
 * Can I trust the numbers? Goes by when records came, not by when what they tell of happened: links
 * from and to it therefore do not keep the time range.
 */
public final class PipelineBoard {

  private PipelineBoard() {}

  public static Dashboard dashboard() {
    return Dashboard.named("pipeline", "Pipeline", "Can I trust the numbers?")
        .opening("now-24h", "1m")
        .with(
            Link.to("Overview", Dashboard.uid("trust-overview")).atItsOwnTime(),
            Link.to("Stream", Dashboard.uid("stream-cockpit")).atItsOwnTime())
        .with(reach(), lag(), totals(), throughput(), rejections(), bots(), rejected(), writes());
  }

  private static Panel reach() {
    return Panel.numbers(
            "Data reach until",
            "The latest event behind a visit or an outcome." + Evidence.COUNTED,
            """
            SELECT through
            FROM trust.data_clock
            """,
            Column.instant("through", "data reach until"))
        .size(8, 6);
  }

  private static Panel lag() {
    return Panel.table(
            "Event-time lag",
            "End of the range less the time of the latest event: of all that has been written (no stream named), and of each stream with viewers in the hour before."
                + " Live viewers: those of the last five minutes."
                + Evidence.COUNTED,
            """
            SELECT stream_id, last_event_at, lag_seconds, live_viewers
            FROM trust.pipeline_lag(at = $__toTime)
            ORDER BY lag_seconds DESC
            """,
            Columns.STREAM_LINKED,
            Column.instant("last_event_at", "latest event"),
            Column.seconds("lag_seconds", "lag"),
            Column.count("live_viewers", "live viewers"))
        .size(16, 6);
  }

  private static Panel totals() {
    return Panel.table(
        "What became of every record",
        "read = used + duplicate + bot + rejected; late is part of rejected. Shares: rejected / read and late / read."
            + Evidence.COUNTED,
        """
        SELECT topic, read, used, duplicate, bot, rejected, late, rejected_share, late_share
        FROM trust.pipeline_totals(from = $__fromTime, to = $__toTime)
        ORDER BY topic
        """,
        Column.text("topic", "topic"),
        Column.count("read", "read"),
        Column.count("used", "used"),
        Column.count("duplicate", "duplicates"),
        Column.count("bot", "from bots"),
        Column.count("rejected", "rejected"),
        Column.count("late", "late"),
        Column.share("rejected_share", "rejected share"),
        Column.share("late_share", "late share"));
  }

  private static Panel throughput() {
    return Panel.overTime(
            "Used events by minute",
            "Records of each topic that were used, by the minute of their record time. A count."
                + Evidence.COUNTED,
            """
            SELECT minute AS time, topic, events
            FROM trust.pipeline_minutes(from = $__fromTime, to = $__toTime)
            WHERE disposition = 'used'
            ORDER BY time, topic
            """,
            Column.time(),
            Column.text("topic", "topic"),
            Column.count("events", "events"))
        .half();
  }

  private static Panel rejections() {
    return Panel.overTime(
            "Duplicate, bot and rejected events by minute",
            "Records that were not used, by topic and reason, by the minute of their record time. A count."
                + Evidence.COUNTED,
            """
            SELECT minute AS time, topic, disposition, reason, events
            FROM trust.pipeline_minutes(from = $__fromTime, to = $__toTime)
            WHERE disposition != 'used'
            ORDER BY time, topic, disposition, reason
            """,
            Column.time(),
            Column.text("topic", "topic"),
            Column.text("disposition", "disposition"),
            Column.text("reason", "reason"),
            Column.count("events", "events").asBars())
        .half();
  }

  private static Panel bots() {
    return Panel.table(
            "Suspected bots",
            "Events that producers marked as a bot's, by hour of record time; share = bots' events / viewer events read. They are in no other figure."
                + Evidence.COUNTED,
            """
            SELECT hour, bot_events, read_events, share
            FROM trust.bots(from = $__fromTime, to = $__toTime)
            ORDER BY hour DESC
            """,
            Column.instant("hour", "hour"),
            Column.count("bot_events", "bots' events"),
            Column.count("read_events", "viewer events"),
            Column.share("share", "share"))
        .half();
  }

  private static Panel rejected() {
    return Panel.table(
            "Latest rejected records",
            "Why records were rejected, the latest first; their bytes are in the dead-letter topic."
                + Evidence.COUNTED,
            """
            SELECT rejected_at, topic, reason, detail, partition, offset
            FROM trust.rejected_events
            WHERE $__timeFilter(rejected_at)
            ORDER BY rejected_at DESC
            LIMIT 50
            """,
            Column.instant("rejected_at", "rejected"),
            Column.text("topic", "topic"),
            Column.text("reason", "reason"),
            Column.text("detail", "detail"),
            Column.count("partition", "partition"),
            Column.count("offset", "offset"))
        .half();
  }

  private static Panel writes() {
    return Panel.table(
            "Tables",
            "Rows of each table, the time of the latest event in it, and when it was last written. A count."
                + Evidence.COUNTED,
            """
            SELECT table, rows, last_event_at, last_written_at
            FROM trust.table_writes
            ORDER BY table
            """,
            Column.text("table", "table"),
            Column.count("rows", "rows"),
            Column.instant("last_event_at", "latest event"),
            Column.instant("last_written_at", "last written"))
        .half();
  }
}
