package io.trustlift.dashboards.alert;

import io.trustlift.dashboards.alert.AlertRule.Group;
import io.trustlift.dashboards.alert.AlertRule.Kind;
import io.trustlift.dashboards.alert.AlertRule.Test;
import java.util.List;

/** All rules, by how soon they have to be looked at. */
public final class AlertRules {

  private static final String COCKPIT =
      "/d/trustlift-stream-cockpit?var-stream={{ .Labels.stream_id }}";
  private static final String CREDENTIAL =
      "/d/trustlift-credential?var-credential={{ .Labels.credential_id }}";
  private static final String EXPERIMENT =
      "/d/trustlift-experiment?var-experiment={{ .Labels.experiment_id }}";
  private static final String PIPELINE = "/d/trustlift-pipeline";

  public static final List<Group> ALL =
      List.of(
          new Group("TrustLift on air", "1m", onAir()),
          new Group("TrustLift pipeline", "1m", pipeline()),
          new Group("TrustLift library and experiments", "1h", slow()));

  private AlertRules() {}

  private static List<AlertRule> onAir() {
    return List.of(
        violation(
            "credential-on-air",
            "Credential on air that does not hold",
            """
            SELECT stream_id, credential_id, reason, value
            FROM trust.alert_credential_on_air(at = $__toTime)
            """,
            "1m",
            "page",
            "{{ .Labels.credential_id }} is {{ .Labels.reason }} and on air in {{ .Labels.stream_id }} (seconds: {{ .Values.A }}).",
            "Take it off the screen; renew it or correct the catalogue before it is shown again.",
            COCKPIT),
        violation(
            "wrong-market",
            "Credential on air where it is not valid",
            """
            SELECT stream_id, credential_id, market, value
            FROM trust.alert_wrong_market(at = $__toTime)
            """,
            "1m",
            "warn",
            "{{ .Labels.credential_id }} is on air in {{ .Labels.stream_id }} before viewers in {{ .Labels.market }}, where it is not valid (seconds: {{ .Values.A }}).",
            "Show one that is valid there, or say on air for which markets it holds.",
            COCKPIT),
        violation(
            "many-at-once",
            "More than two credentials at once",
            """
            SELECT stream_id, value
            FROM trust.alert_many_at_once(at = $__toTime)
            """,
            "1m",
            "info",
            "{{ .Values.A }} credentials are on screen at once in {{ .Labels.stream_id }}.",
            "Take down all but two.",
            COCKPIT),
        violation(
            "slow-answers",
            "Answers are slow",
            """
            SELECT stream_id, value
            FROM trust.alert_slow_answers(at = $__toTime)
            """,
            "2m",
            "warn",
            "One answer in ten took longer than {{ .Values.A }} s in the last 15 minutes of {{ .Labels.stream_id }}.",
            "Put a second person on the questions.",
            COCKPIT),
        violation(
            "backlog",
            "Questions wait",
            """
            SELECT stream_id, value
            FROM trust.alert_backlog(at = $__toTime)
            """,
            "1m",
            "warn",
            "{{ .Values.A }} questions of the last 15 minutes wait for an answer in {{ .Labels.stream_id }}.",
            "Answer the oldest first; put a second person on the questions.",
            COCKPIT),
        violation(
            "stalls",
            "Playback stalls",
            """
            SELECT market, value
            FROM trust.alert_stalls(at = $__toTime)
            """,
            "5m",
            "warn",
            "Playback in {{ .Labels.market }} stalled for a share of {{ .Values.A }} of the last 15 minutes.",
            "Look at the delivery network of that market; lifts of these minutes are worth less.",
            "/d/trustlift-market?var-market={{ .Labels.market }}"),
        violation(
            "latency",
            "The stream lags behind",
            """
            SELECT market, value
            FROM trust.alert_latency(at = $__toTime)
            """,
            "5m",
            "warn",
            "Viewers in {{ .Labels.market }} see the stream {{ .Values.A }} ms late.",
            "Look at the delivery network of that market.",
            "/d/trustlift-market?var-market={{ .Labels.market }}"));
  }

  private static List<AlertRule> pipeline() {
    return List.of(
        violation(
            "event-lag",
            "Events come late",
            """
            SELECT stream_id, value
            FROM trust.alert_event_lag(at = $__toTime)
            """,
            "1m",
            "page",
            "The latest event of {{ .Labels.stream_id }} is {{ .Values.A }} s old while it is live.",
            "Look at the producers, at Kafka's lag, and at the job's watermark.",
            PIPELINE),
        new AlertRule(
            "trustlift-heartbeat",
            "No rows while a stream is live",
            """
            SELECT value
            FROM trust.heartbeat(at = $__toTime)
            """,
            new Test("lt", 1),
            "5m",
            "page",
            Kind.HEARTBEAT,
            "There was viewer-time a quarter of an hour ago, and none has been written in the last five minutes.",
            "Has the last stream just ended? Then this passes within ten minutes. Otherwise: is the job running, and does ClickHouse take its rows?",
            PIPELINE),
        violation(
            "rejected",
            "Events are rejected",
            """
            SELECT topic, value
            FROM trust.alert_rejected(at = $__toTime)
            """,
            "5m",
            "warn",
            "A share of {{ .Values.A }} of {{ .Labels.topic }} was rejected in the last 15 minutes.",
            "The reasons stand in trust.rejected_events; tell the producer.",
            PIPELINE),
        violation(
            "late",
            "Events are too late to count",
            """
            SELECT topic, value
            FROM trust.alert_late(at = $__toTime)
            """,
            "5m",
            "warn",
            "A share of {{ .Values.A }} of {{ .Labels.topic }} came too late in the last 15 minutes.",
            "Look for a producer that holds events back, or a partition that was silent.",
            PIPELINE));
  }

  private static List<AlertRule> slow() {
    return List.of(
        violation(
            "sample-ratio",
            "Sample ratio mismatch",
            """
            SELECT experiment_id, market, value
            FROM trust.alert_sample_ratio
            """,
            "0s",
            "page",
            "The arms of {{ .Labels.experiment_id }} are not as planned in {{ .Labels.market }} (p = {{ .Values.A }}).",
            "No lift of it counts. Find out who is missing before anything else.",
            EXPERIMENT),
        violation(
            "expiring",
            "Credential expires soon",
            """
            SELECT credential_id, within, value
            FROM trust.alert_expiring(at = $__toTime)
            """,
            "0s",
            "info",
            "{{ .Labels.credential_id }} expires within {{ .Labels.within }} (days left: {{ .Values.A }}).",
            "Renew it, or take it out of the run of the coming streams.",
            CREDENTIAL),
        violation(
            "experiment-ready",
            "Experiment ready to decide",
            """
            SELECT experiment_id, verdict, value
            FROM trust.alert_experiment_ready
            """,
            "0s",
            "info",
            "{{ .Labels.experiment_id }} has enough viewers ({{ .Values.A }}); its verdict is {{ .Labels.verdict }}.",
            "Decide, and write down why.",
            EXPERIMENT));
  }

  private static AlertRule violation(
      String name,
      String title,
      String sql,
      String pending,
      String severity,
      String summary,
      String wayOut,
      String link) {
    return new AlertRule(
        "trustlift-" + name,
        title,
        sql,
        Test.ANY_ROW,
        pending,
        severity,
        Kind.VIOLATION,
        summary,
        wayOut,
        link);
  }
}
