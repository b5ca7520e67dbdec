package io.trustlift.report.weekly;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one week's review shows, in the order in which it shows it.
 *
 * @param through how far the data reach, UTC, to the minute
 * @param currency in which revenue is told; empty when it cannot be told in one
 * @param oneMarket only this market; empty for all
 * @param markets ALL first, then by code
 */
public record Review(
    IsoWeek week,
    String through,
    String currency,
    String oneMarket,
    List<Market> markets,
    Map<String, Map<Metric, List<WeekValue>>> values,
    List<Incident> incidents,
    Library library,
    List<Experiment> experiments,
    List<Claim> claims,
    List<OrderTime> orderTimes,
    List<Topic> topics) {

  private static final int TOPICS_SHOWN = 8;

  /** A market, or ALL of them, with its clock. */
  record Market(String code, String name, String timeZone) {
    public String title() {
      return code.equals("ALL") || code.equals(name) ? name : name + " (" + code + ")";
    }
  }

  /** Something that makes numbers less sure, in words. */
  record Incident(String text) {}

  /** The credentials at the end of the week. */
  record Library(
      int valid,
      int notValid,
      int expiring,
      int overdue,
      int neverShown,
      List<Coverage> coverage,
      List<Expiring> expiringSoon,
      List<Misuse> misuses) {}

  /** Valid credentials that say something in a market, by section of the library. */
  record Coverage(String market, Map<String, Long> sections) {}

  /** A credential that will run out. */
  record Expiring(String title, String owner, String until, long daysLeft) {}

  /** A credential on air that was not in order, with all its showings of the week. */
  record Misuse(String title, String kind, String how, long showings, double minutes) {}

  /** An experiment, as far as it has come by the data clock. */
  record Experiment(
      String id,
      String name,
      String metric,
      String started,
      String ended,
      String status,
      long viewers,
      Double lift,
      Double low,
      Double high,
      String readiness,
      Double daysToGo,
      String verdict) {

    public boolean isHealthy() {
      return status.equals("ok");
    }
  }

  /** A claim beside what was measured. */
  record Claim(
      String statement,
      String source,
      String outcome,
      Double claimed,
      Double measured,
      Double low,
      Double high,
      long streams,
      String verdict) {}

  /** Orders of the week by when they came; null where fewer than ten viewers placed them. */
  record OrderTime(String market, String band, Double orders) {
    public String shown() {
      return orders == null ? "withheld" : Shown.number(orders.longValue());
    }
  }

  /** What was asked about, by ten viewers or more. */
  record Topic(String market, String topic, long questions, long unanswered) {
    public String name() {
      return topic.isEmpty() ? "without a label" : Shown.words(topic);
    }

    public String unansweredShare() {
      return questions == 0 ? Shown.UNKNOWN : Shown.share((double) unanswered / questions, 0);
    }
  }

  public Review {
    markets = List.copyOf(markets);
    incidents = List.copyOf(incidents);
    experiments = List.copyOf(experiments);
    claims = List.copyOf(claims);
    orderTimes = List.copyOf(orderTimes);
    topics = List.copyOf(topics);
  }

  /** Rows of {@code weekly_metrics} by market and metric, in the order of their weeks. */
  static Map<String, Map<Metric, List<WeekValue>>> byMetric(List<WeekValue> rows) {
    Map<String, Map<Metric, List<WeekValue>>> values = new LinkedHashMap<>();
    rows.stream()
        .sorted(Comparator.comparing(WeekValue::start))
        .forEach(
            row ->
                values
                    .computeIfAbsent(row.market(), market -> new EnumMap<>(Metric.class))
                    .computeIfAbsent(row.metric(), metric -> new ArrayList<>())
                    .add(row));
    return values;
  }

  /** The weeks of a metric up to the one that is reviewed, the earliest first. */
  public List<WeekValue> series(String market, Metric metric) {
    return values.getOrDefault(market, Map.of()).getOrDefault(metric, List.of());
  }

  /** The reviewed week's value; null where the market had none yet. */
  public WeekValue value(String market, Metric metric) {
    List<WeekValue> series = series(market, metric);
    return series.isEmpty() || !series.get(series.size() - 1).start().equals(week.monday())
        ? null
        : series.get(series.size() - 1);
  }

  /** The market whose charts stand for the page: ALL, or the only one. */
  public Market main() {
    return markets.get(0);
  }

  /** The reviewed week's values that have a signal, by the money at stake. */
  public List<WeekValue> exceptions() {
    List<WeekValue> found = new ArrayList<>();
    for (Market market : markets) {
      for (Metric metric : Metric.values()) {
        WeekValue value = value(market.code(), metric);
        if (value != null && value.hasSignal()) {
          found.add(value);
        }
      }
    }
    found.sort(
        Comparator.comparing(
                WeekValue::atStake, Comparator.nullsLast(Comparator.<Double>reverseOrder()))
            .thenComparing(WeekValue::market)
            .thenComparing(WeekValue::metric));
    return found;
  }

  /** Whether the reviewed week is over in every market. */
  public boolean isOver() {
    return markets.stream()
        .map(market -> value(market.code(), Metric.ORDERS))
        .allMatch(value -> value != null && value.over());
  }

  /** The earliest week on the page whose money may still change; null when all is final. */
  public IsoWeek firstProvisional() {
    LocalDate first = null;
    for (Market market : markets) {
      for (WeekValue value : series(market.code(), Metric.REVENUE)) {
        if (value.provisional() && (first == null || value.start().isBefore(first))) {
          first = value.start();
        }
      }
    }
    return first == null ? null : new IsoWeek(first);
  }

  /** The topics of a market with most questions left unanswered. */
  public List<Topic> topTopics(String market) {
    return topics.stream()
        .filter(topic -> topic.market().equals(market))
        .limit(TOPICS_SHOWN)
        .toList();
  }

  public List<OrderTime> orderTimes(String market) {
    return orderTimes.stream().filter(time -> time.market().equals(market)).toList();
  }
}
