package io.trustlift.dashboards.alert;

import java.util.List;

/**
 * A rule over one alert view, which has a row for each offender.
 *
 * @param uid for ever
 * @param title as Grafana lists it
 * @param sql with text columns, which become labels, and one numeric column {@code value}
 * @param test what of the value is a violation
 * @param pending how long it must hold, such as {@code 1m}
 * @param severity label by which notifications are sent: {@code page}, {@code warn} or {@code info}
 * @param kind what no row means
 * @param summary one sentence, with labels as {@code {{ .Labels.stream_id }}}
 * @param wayOut what to do
 * @param link to a dashboard, relative to Grafana's root
 */
public record AlertRule(
    String uid,
    String title,
    String sql,
    Test test,
    String pending,
    String severity,
    Kind kind,
    String summary,
    String wayOut,
    String link) {

  /** What the absence of rows means. */
  public enum Kind {
    /** All is well. */
    VIOLATION("OK"),
    /** What should always answer does not. */
    HEARTBEAT("Alerting");

    private final String noDataState;

    Kind(String noDataState) {
      this.noDataState = noDataState;
    }

    /** As Grafana says it. */
    public String noDataState() {
      return noDataState;
    }
  }

  /**
   * A comparison of the value with a number.
   *
   * @param type {@code gt} or {@code lt}, as Grafana calls them
   */
  public record Test(String type, double than) {

    /** The views hold offenders only: every row counts, whatever its value. */
    static final Test ANY_ROW = new Test("gt", -1);
  }

  public AlertRule {
    sql = sql.strip();
  }

  /** Rules that are looked at together. */
  public record Group(String name, String interval, List<AlertRule> rules) {
    public Group {
      rules = List.copyOf(rules);
    }
  }
}
