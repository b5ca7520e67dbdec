package io.trustlift.report.weekly;

import io.trustlift.report.TextTable;
import java.util.ArrayList;
import java.util.List;

/** A review as plain text for a mail: the page's sections without its charts. */
public final class ReviewText {

  private static final int MOST_EXCEPTIONS = 40;
  private static final int MOST_LISTED = 10;

  private static final List<Metric> OUTCOMES =
      List.of(Metric.ORDERS, Metric.INQUIRIES, Metric.REVENUE_PER_1000_MINUTES);

  private static final Words WORDS = new Words();

  private final Review review;
  private final StringBuilder text = new StringBuilder();

  private ReviewText(Review review) {
    this.review = review;
  }

  /** Writes the text, its lines ended by a line feed. */
  public static String of(Review review) {
    return new ReviewText(review).write();
  }

  private String write() {
    line("WEEKLY REVIEW " + review.week() + ", " + review.week().days());
    line(
        review.markets().size() > 1
            ? "All markets together, and each of "
                + (review.markets().size() - 1)
                + " by its own clock"
            : review.main().title() + ", by the clock of " + review.main().timeZone());
    stamp();
    exceptions();
    section("Orders, inquiries, revenue per 1,000 viewer-minutes");
    OUTCOMES.forEach(this::metric);
    section("Refunds");
    metric(Metric.REFUNDS);
    metric(Metric.REFUND_RATE);
    section("Controllable inputs");
    metric(Metric.CREDENTIAL_COVERAGE);
    library();
    metric(Metric.RESPONSE_P90);
    metric(Metric.ANSWERED_10S);
    metric(Metric.SCHEDULE_ADHERENCE);
    section("Stream quality");
    metric(Metric.STALL_SHARE);
    metric(Metric.LATENCY);
    experiments();
    claims();
    section("Replays and delayed orders");
    metric(Metric.REPLAY_VIEWER_MINUTES);
    metric(Metric.REPLAY_ORDERS);
    metric(Metric.DELAYED_ORDERS);
    topics();
    line("");
    line("p: provisional, its orders may still be cancelled or refunded.");
    return text.toString();
  }

  private void stamp() {
    section("Data");
    line("Through " + review.through() + " UTC.");
    if (!review.isOver()) {
      line("The week is not over in every market: its numbers will change.");
    }
    IsoWeek provisional = review.firstProvisional();
    line(
        provisional == null
            ? "All weeks are final."
            : "Provisional from " + provisional + " on: orders may change for 45 days.");
    line(
        review.currency().isEmpty()
            ? "Revenue is in no one currency: load exchange rates by «trustlift fx»."
            : "Revenue in " + review.currency() + ".");
    if (review.incidents().isEmpty()) {
      line("Incidents: none.");
    }
    review.incidents().forEach(incident -> line("Incident: " + incident.text() + "."));
  }

  private void exceptions() {
    section("Exceptions, by money at stake");
    List<WeekValue> found = review.exceptions();
    if (found.isEmpty()) {
      line("None: what moved is within what these weeks do by themselves.");
      return;
    }
    TextTable table =
        new TextTable()
            .text("market", "metric")
            .numbers("last week", "limits", "at stake")
            .text("signal");
    found.stream()
        .limit(MOST_EXCEPTIONS)
        .forEach(
            value ->
                table.row(
                    value.market(),
                    value.metric().title(),
                    shown(value),
                    value.shownLimits(),
                    WORDS.money(value.atStake()),
                    value.shownSignals()));
    text.append(table);
    more(found.size(), MOST_EXCEPTIONS);
  }

  private void metric(Metric metric) {
    TextTable table =
        new TextTable()
            .text(metric.title())
            .numbers("last week", "WoW", "YoY", "limits")
            .text("signal");
    for (Review.Market market : review.markets()) {
      WeekValue value = review.value(market.code(), metric);
      if (value != null) {
        table.row(
            market.code(),
            shown(value),
            value.shownWeekChange(),
            value.shownYearChange(),
            value.shownLimits(),
            value.shownSignals());
      }
    }
    text.append(table).append('\n');
  }

  private void library() {
    Review.Library library = review.library();
    line(
        "Library: %d valid, %d not; %d run out within 30 days, %d overdue for review, %d never shown."
            .formatted(
                library.valid(),
                library.notValid(),
                library.expiring(),
                library.overdue(),
                library.neverShown()));
    library.misuses().stream()
        .limit(MOST_LISTED)
        .forEach(
            misuse ->
                line(
                    "On air though not in order: %s (%s), %d times"
                        .formatted(misuse.title(), misuse.how(), misuse.showings())));
    more(library.misuses().size(), MOST_LISTED);
    line("");
  }

  private void experiments() {
    section("Experiments");
    if (review.experiments().isEmpty()) {
      line("No experiment has begun.");
      return;
    }
    TextTable table =
        new TextTable()
            .text("experiment", "state")
            .numbers("viewers", "lift", "always-valid interval")
            .text("verdict");
    for (Review.Experiment experiment : review.experiments()) {
      boolean healthy = experiment.isHealthy();
      table.row(
          experiment.name().isEmpty() ? experiment.id() : experiment.name(),
          experiment.ended().isEmpty() ? "running" : "ended " + experiment.ended(),
          Shown.number(experiment.viewers()),
          healthy ? Shown.lift(experiment.lift()) : Shown.UNKNOWN,
          healthy ? WORDS.interval(experiment.low(), experiment.high()) : Shown.UNKNOWN,
          WORDS.verdict(experiment.verdict()));
    }
    text.append(table);
  }

  private void claims() {
    section("Claim register (observational)");
    for (Review.Claim claim : review.claims()) {
      line(claim.statement() + ".");
      line(
          "  claimed %s, measured %s (%s): %s"
              .formatted(
                  Shown.lift(claim.claimed()),
                  Shown.lift(claim.measured()),
                  WORDS.interval(claim.low(), claim.high()),
                  WORDS.verdict(claim.verdict())));
    }
  }

  private void topics() {
    section("What viewers asked: unanswered most");
    for (Review.Market market : review.markets()) {
      List<String> topics = new ArrayList<>();
      for (Review.Topic topic : review.topTopics(market.code())) {
        topics.add(topic.name() + " " + topic.unanswered() + " of " + topic.questions());
      }
      line(
          market.code()
              + ": "
              + (topics.isEmpty()
                  ? "nothing that ten viewers asked about"
                  : String.join(", ", topics)));
    }
  }

  private static String shown(WeekValue value) {
    return value.shown() + (value.provisional() ? " p" : "");
  }

  private void more(int all, int shown) {
    if (all > shown) {
      line("and " + (all - shown) + " more.");
    }
  }

  private void section(String title) {
    line("");
    line(title.toUpperCase(java.util.Locale.ROOT));
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
