package io.trustlift.report.weekly;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** Asks the views for what a review shows. */
public final class ReviewReader {

  /** A query for each core of a laptop, and one that waits for a disk. */
  private static final int AT_ONCE = 3;

  private static final String CLOCK =
      "SELECT toString(through) AS through FROM trust.data_clock WHERE through > '1971-01-01 00:00:00'";

  private static final String CURRENCY =
      "SELECT any(reporting_currency) AS currency FROM trust.order_money";

  private static final String WEEKS =
      "SELECT market, name, time_zone, first_week, this_week FROM trust.review_weeks(at = {at:String})"
          + " ORDER BY market != 'ALL', market";

  private static final String METRICS =
      """
      SELECT market, metric, unit, moves, week_start, value, before, week_change, year_before, year_change, centre, lower, upper,
          signals, over, provisional, at_stake
      FROM trust.weekly_metrics(at = {at:String})
      WHERE week_start <= {week:Date} AND ({market:String} = '' OR market = {market:String})
      ORDER BY market != 'ALL', market, metric, week_start
      """;

  private static final String EXPERIMENTS =
      """
      SELECT *
      FROM trust.experiment_readiness
      ORDER BY ended_at IS NULL, ended_at DESC, experiment_id
      """;

  private static final String ANY_EXPERIMENT =
      "SELECT 1 AS found FROM trust.experiments_versions LIMIT 1";

  private static final String CLAIMS =
      "SELECT * FROM trust.claim_register(from = {from:String}, to = {to:String}) ORDER BY claim_id";

  private static final String COVERAGE =
      """
      SELECT market, section, credentials
      FROM trust.library_coverage(at = {to:String})
      WHERE {market:String} = '' OR market = {market:String}
      ORDER BY market, indexOf(['company_papers', 'test_reports', 'user_feedback', 'media', 'supply_chain', 'team'], section)
      """;

  private static final String CREDENTIALS =
      """
      SELECT title, owner, validity, toString(toDate(valid_until)) AS until, days_left, review_overdue, standing
      FROM trust.library_credentials(at = {to:String})
      ORDER BY days_left, credential_id
      """;

  private static final String MISUSES =
      """
      SELECT any(title) AS name, any(kind) AS what, misuse, misused_in, count() AS showings, sum(shown_minutes) AS minutes
      FROM trust.misuses(from = {from:String}, to = {to:String})
      WHERE {market:String} = '' OR misuse != 'not_valid_in_market' OR has(misused_in, {market:String})
      GROUP BY credential_id, misuse, misused_in
      ORDER BY minutes DESC, credential_id, misuse, misused_in
      """;

  private static final String PIPELINE =
      "SELECT topic, read, rejected, late FROM trust.pipeline_totals(from = {from:String}, to = {to:String}) WHERE rejected > 0"
          + " ORDER BY topic";

  private static final String ORDER_TIMES =
      """
      SELECT market, band, if(buyers BETWEEN 1 AND 9, NULL, orders) AS orders
      FROM trust.weekly_order_times(week = {week:Date})
      WHERE {market:String} = '' OR market = {market:String}
      ORDER BY market != 'ALL', market, band_no
      """;

  private static final String SMALL_WEEKS =
      """
      SELECT market, week_start
      FROM trust.weekly_viewers(at = {at:String})
      WHERE viewers < 10 AND ({market:String} = '' OR market = {market:String})
      """;

  private static final String TOPICS =
      """
      SELECT market, topic, questions, unanswered
      FROM trust.weekly_topics(week = {week:Date})
      WHERE askers >= 10 AND ({market:String} = '' OR market = {market:String})
      ORDER BY market != 'ALL', market, unanswered DESC, questions DESC, topic
      """;

  private static final DateTimeFormatter FOR_SQL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter FROM_SQL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);

  /** The westernmost clock is 12 hours behind UTC: by then the week is over everywhere. */
  private static final int LAST_CLOCK_HOURS = 12;

  private static final int SOON_DAYS = 30;
  private static final int CLAIM_WEEKS = 52;

  private final ReviewSource source;

  public ReviewReader(ReviewSource source) {
    this.source = source;
  }

  /**
   * Begins to read a review.
   *
   * @param wanted null for the last week that is over by the data clock, or, where none is, the one
   *     that is running
   * @param market a code; empty for all
   * @throws ReviewException when there is nothing to show
   * @throws IOException when the database cannot be reached
   */
  public Reading begin(IsoWeek wanted, String market) throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      // By far the slowest, and it needs to know nothing.
      Future<List<JsonNode>> experiments =
          threads.submit(
              () ->
                  source.rows(ANY_EXPERIMENT, Map.of()).isEmpty()
                      ? List.of()
                      : source.rows(EXPERIMENTS, Map.of()));
      List<JsonNode> clock = source.rows(CLOCK, Map.of());
      if (clock.isEmpty()) {
        throw new ReviewException(
            "There is nothing to review yet: nobody has watched or ordered anything. Begin with «trustlift demo».");
      }
      String through = clock.get(0).get("through").asText();
      List<JsonNode> known = source.rows(WEEKS, Map.of("at", through));
      List<JsonNode> chosen = chosen(known, market);
      IsoWeek week = wanted == null ? lastWeek(chosen) : checked(wanted, chosen, through);
      return new Reading(threads, experiments, week, through, market, chosen);
    } catch (IOException | RuntimeException e) {
      threads.shutdownNow();
      throw e;
    }
  }

  private static List<JsonNode> chosen(List<JsonNode> known, String market) {
    List<JsonNode> chosen =
        market.isEmpty()
            ? known
            : known.stream().filter(row -> row.get("market").asText().equals(market)).toList();
    if (chosen.isEmpty()) {
      throw new ReviewException(
          "There is nothing of market «"
              + market
              + "», only of "
              + String.join(", ", known.stream().map(row -> row.get("market").asText()).toList())
              + ".");
    }
    return chosen;
  }

  private static IsoWeek lastWeek(List<JsonNode> markets) {
    LocalDate last =
        markets.stream()
            .map(row -> day(row, "this_week"))
            .min(LocalDate::compareTo)
            .orElseThrow()
            .minusWeeks(1);
    LocalDate first =
        markets.stream().map(row -> day(row, "first_week")).min(LocalDate::compareTo).orElseThrow();
    return new IsoWeek(last.isBefore(first) ? first : last);
  }

  private static IsoWeek checked(IsoWeek wanted, List<JsonNode> markets, String through) {
    LocalDate first =
        markets.stream().map(row -> day(row, "first_week")).min(LocalDate::compareTo).orElseThrow();
    LocalDate last =
        markets.stream().map(row -> day(row, "this_week")).max(LocalDate::compareTo).orElseThrow();
    if (wanted.monday().isBefore(first) || wanted.monday().isAfter(last)) {
      throw new ReviewException(
          "There is nothing of "
              + wanted
              + ": the data begin in "
              + new IsoWeek(first)
              + " and reach to "
              + through.substring(0, 16)
              + " UTC, in "
              + new IsoWeek(last)
              + ".");
    }
    return wanted;
  }

  /** A review that is being read: its queries run. */
  public final class Reading implements AutoCloseable {

    private final ExecutorService threads;
    private final Map<String, String> parameters = new TreeMap<>();
    private final IsoWeek week;
    private final String through;
    private final String market;
    private final List<Review.Market> markets;
    private final Future<List<JsonNode>> experiments;
    private final Future<List<JsonNode>> metrics;
    private final Future<List<JsonNode>> smallWeeks;
    private final Future<List<JsonNode>> claims;
    private final Future<List<JsonNode>> credentials;
    private final Future<List<JsonNode>> coverage;
    private final Future<List<JsonNode>> misuses;
    private final Future<List<JsonNode>> orderTimes;
    private final Future<List<JsonNode>> topics;
    private final Future<List<JsonNode>> pipeline;
    private final Future<List<JsonNode>> currency;

    private Reading(
        ExecutorService threads,
        Future<List<JsonNode>> experiments,
        IsoWeek week,
        String through,
        String market,
        List<JsonNode> chosen) {
      this.threads = threads;
      this.experiments = experiments;
      this.week = week;
      this.through = through;
      this.market = market;
      markets =
          chosen.stream()
              .filter(row -> !day(row, "first_week").isAfter(week.monday()))
              .map(
                  row ->
                      new Review.Market(
                          row.get("market").asText(),
                          row.get("name").asText(),
                          row.get("time_zone").asText()))
              .toList();
      Instant end = week.end().atStartOfDay(ZoneOffset.UTC).toInstant();
      Instant clock = LocalDateTime.parse(through, FROM_SQL).toInstant(ZoneOffset.UTC);
      Instant everywhere = end.plusSeconds(LAST_CLOCK_HOURS * 3600L);
      parameters.put("market", market);
      parameters.put("week", week.monday().toString());
      parameters.put("at", FOR_SQL.format(everywhere.isBefore(clock) ? everywhere : clock));
      parameters.put("from", sql(week.monday()));
      parameters.put("to", FOR_SQL.format(end));
      metrics = ask(METRICS);
      smallWeeks = ask(SMALL_WEEKS);
      claims =
          threads.submit(
              () ->
                  source.rows(
                      CLAIMS,
                      Map.of(
                          "from", sql(week.end().minusWeeks(CLAIM_WEEKS)),
                          "to", parameters.get("to"))));
      credentials = ask(CREDENTIALS);
      coverage = ask(COVERAGE);
      misuses = ask(MISUSES);
      orderTimes = ask(ORDER_TIMES);
      topics = ask(TOPICS);
      pipeline = ask(PIPELINE);
      currency = ask(CURRENCY);
    }

    private Future<List<JsonNode>> ask(String sql) {
      return threads.submit(() -> source.rows(sql, parameters));
    }

    /**
     * The weekly numbers and nothing else, as soon as they are there: enough to draw charts while
     * the rest is on its way.
     *
     * @throws IOException when the database cannot be reached
     */
    public Review numbers() throws IOException {
      return new Review(
          week,
          through.substring(0, 16),
          "",
          market,
          markets,
          values(),
          List.of(),
          library(List.of(), List.of(), List.of()),
          List.of(),
          List.of(),
          List.of(),
          List.of());
    }

    /**
     * Everything.
     *
     * @throws IOException when the database cannot be reached
     */
    public Review all() throws IOException {
      Map<String, Map<Metric, List<WeekValue>>> values = values();
      List<Review.Experiment> begun =
          get(experiments).stream()
              .map(ReviewReader::experiment)
              .filter(experiment -> experiment.started().compareTo(week.end().toString()) < 0)
              .toList();
      return new Review(
          week,
          through.substring(0, 16),
          get(currency).get(0).get("currency").asText(),
          market,
          markets,
          values,
          incidents(get(pipeline), values, week, begun, small()),
          library(get(credentials), get(coverage), get(misuses)),
          begun,
          get(claims).stream().map(ReviewReader::claim).toList(),
          told(orderTimes).stream().map(ReviewReader::orderTime).toList(),
          told(topics).stream().map(ReviewReader::topic).toList());
    }

    private SmallWeeks small() throws IOException {
      return new SmallWeeks(
          get(smallWeeks).stream()
              .map(row -> new SmallWeeks.Week(row.get("market").asText(), day(row, "week_start")))
              .collect(Collectors.toSet()));
    }

    /** Whether a row is of a market whose week may be told of. */
    private boolean isTold(JsonNode row) throws IOException {
      return !small().has(row.get("market").asText(), week.monday());
    }

    private List<JsonNode> told(Future<List<JsonNode>> rows) throws IOException {
      List<JsonNode> told = new ArrayList<>();
      for (JsonNode row : get(rows)) {
        if (isTold(row)) {
          told.add(row);
        }
      }
      return told;
    }

    private Map<String, Map<Metric, List<WeekValue>>> values() throws IOException {
      return Review.byMetric(small().withhold(get(metrics).stream().map(WeekValue::of).toList()));
    }

    /** Ends what still runs. */
    @Override
    public void close() {
      threads.shutdownNow();
    }
  }

  private static List<JsonNode> get(Future<List<JsonNode>> answer) throws IOException {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Waiting for ClickHouse was interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static List<Review.Incident> incidents(
      List<JsonNode> pipeline,
      Map<String, Map<Metric, List<WeekValue>>> values,
      IsoWeek week,
      List<Review.Experiment> experiments,
      SmallWeeks small) {
    List<Review.Incident> incidents = new ArrayList<>();
    List<String> withheld =
        values.keySet().stream().filter(market -> small.has(market, week.monday())).toList();
    if (!withheld.isEmpty()) {
      incidents.add(
          new Review.Incident(
              "fewer than "
                  + SmallWeeks.FEWEST
                  + " viewers this week in "
                  + String.join(", ", withheld)
                  + ": their numbers are withheld, since this page is shared"));
    }
    for (JsonNode topic : pipeline) {
      incidents.add(
          new Review.Incident(
              "%s: %s of %s records rejected (%s), %s of them late"
                  .formatted(
                      topic.get("topic").asText(),
                      Shown.number(topic.get("rejected").asLong()),
                      Shown.number(topic.get("read").asLong()),
                      Shown.share(topic.get("rejected").asDouble() / topic.get("read").asLong(), 2),
                      Shown.number(topic.get("late").asLong()))));
    }
    values.forEach(
        (market, metrics) -> {
          for (WeekValue value : metrics.getOrDefault(Metric.ORDERS_WITHOUT_RATE, List.of())) {
            boolean shown = market.equals("ALL") || !values.containsKey("ALL");
            if (shown
                && value.start().equals(week.monday())
                && value.value() != null
                && value.value() > 0) {
              incidents.add(
                  new Review.Incident(
                      value.shown()
                          + " paid orders are in a currency without an exchange rate: their revenue is in no sum;"
                          + " «trustlift fx FILE» loads rates"));
            }
          }
        });
    for (Review.Experiment experiment : experiments) {
      if (!experiment.isHealthy()) {
        incidents.add(
            new Review.Incident(
                "experiment "
                    + experiment.id()
                    + " is not healthy: "
                    + Shown.words(experiment.status())));
      }
    }
    return incidents;
  }

  private static Review.Library library(
      List<JsonNode> credentials, List<JsonNode> coverage, List<JsonNode> misuses) {
    Map<String, Map<String, Long>> byMarket = new LinkedHashMap<>();
    for (JsonNode row : coverage) {
      byMarket
          .computeIfAbsent(row.get("market").asText(), market -> new LinkedHashMap<>())
          .put(row.get("section").asText(), row.get("credentials").asLong());
    }
    List<JsonNode> valid =
        credentials.stream().filter(row -> row.get("validity").asText().equals("valid")).toList();
    List<JsonNode> expiring =
        valid.stream()
            .filter(
                row ->
                    row.get("days_left").isNumber() && row.get("days_left").asLong() <= SOON_DAYS)
            .toList();
    return new Review.Library(
        valid.size(),
        credentials.size() - valid.size(),
        expiring.size(),
        (int) credentials.stream().filter(row -> row.get("review_overdue").asInt() == 1).count(),
        (int)
            credentials.stream()
                .filter(row -> row.get("standing").asText().equals("never_shown"))
                .count(),
        byMarket.entrySet().stream()
            .map(entry -> new Review.Coverage(entry.getKey(), entry.getValue()))
            .toList(),
        expiring.stream()
            .map(
                row ->
                    new Review.Expiring(
                        row.get("title").asText(),
                        row.get("owner").asText(),
                        row.get("until").asText(),
                        row.get("days_left").asLong()))
            .toList(),
        misuses.stream().map(ReviewReader::misuse).toList());
  }

  private static Review.Misuse misuse(JsonNode row) {
    List<String> markets = new ArrayList<>();
    row.get("misused_in").forEach(market -> markets.add(market.asText()));
    String how =
        row.get("misuse").asText().equals("not_valid_in_market")
            ? "says nothing in " + String.join(", ", markets)
            : Shown.words(row.get("misuse").asText());
    return new Review.Misuse(
        row.get("name").asText(),
        row.get("what").asText(),
        how,
        row.get("showings").asLong(),
        row.get("minutes").asDouble());
  }

  private static Review.Experiment experiment(JsonNode row) {
    return new Review.Experiment(
        row.get("experiment_id").asText(),
        row.get("name").asText(),
        row.get("primary_metric").asText(),
        dayOf(row.get("started_at")),
        dayOf(row.get("ended_at")),
        row.get("status").asText(),
        row.get("viewers").asLong(),
        number(row, "rel_lift"),
        number(row, "valid_low"),
        number(row, "valid_high"),
        row.get("readiness").asText(),
        number(row, "days_to_go"),
        row.get("verdict").asText());
  }

  private static Review.Claim claim(JsonNode row) {
    return new Review.Claim(
        row.get("statement").asText(),
        row.get("source").asText(),
        row.get("outcome").asText(),
        number(row, "claimed_lift"),
        number(row, "measured_lift"),
        number(row, "low"),
        number(row, "high"),
        row.get("streams").asLong(),
        row.get("claim_verdict").asText());
  }

  private static Review.OrderTime orderTime(JsonNode row) {
    return new Review.OrderTime(
        row.get("market").asText(), row.get("band").asText(), number(row, "orders"));
  }

  private static Review.Topic topic(JsonNode row) {
    return new Review.Topic(
        row.get("market").asText(),
        row.get("topic").asText(),
        row.get("questions").asLong(),
        row.get("unanswered").asLong());
  }

  private static String dayOf(JsonNode time) {
    return time.isNull() ? "" : time.asText().substring(0, 10);
  }

  private static Double number(JsonNode row, String column) {
    JsonNode value = row.get(column);
    return value != null && value.isNumber() ? value.doubleValue() : null;
  }

  private static LocalDate day(JsonNode row, String column) {
    return LocalDate.parse(row.get(column).asText());
  }

  private static String sql(LocalDate day) {
    return FOR_SQL.format(day.atStartOfDay(ZoneOffset.UTC).toInstant());
  }
}
