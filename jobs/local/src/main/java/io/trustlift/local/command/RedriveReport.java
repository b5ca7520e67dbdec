package io.trustlift.local.command;

import io.trustlift.local.redrive.DeadLetter;
import io.trustlift.local.redrive.Plan;
import io.trustlift.local.redrive.Position;
import io.trustlift.local.redrive.Redrive;
import io.trustlift.local.redrive.Selection;
import io.trustlift.model.Reason;
import io.trustlift.report.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code redrive} tells people. */
final class RedriveReport {

  /** Rows of a table; a screen's worth and more helps nobody. */
  private static final int SHOWN = 50;

  private RedriveReport() {}

  /** How many wait, and what became of the others. */
  static String statuses(Selection selection, Map<DeadLetter.Status, Long> statuses) {
    long waiting = statuses.getOrDefault(DeadLetter.Status.WAITING, 0L);
    String of =
        "with the reason "
            + selection.reason().text()
            + selection.topic().map(topic -> " in " + topic.topicName()).orElse("");
    StringBuilder text = new StringBuilder();
    if (waiting == 0) {
      text.append("No dead letter waits ").append(of);
    } else {
      text.append(
          String.format(
              Locale.ROOT,
              "%,d dead letter%s %s %s",
              waiting,
              waiting == 1 ? "" : "s",
              waiting == 1 ? "waits" : "wait",
              of));
    }
    List<String> others = new ArrayList<>();
    statuses.forEach(
        (status, count) -> {
          if (status != DeadLetter.Status.WAITING) {
            others.add(
                String.format(Locale.ROOT, "%,d %s", count, status.text().replace('_', ' ')));
          }
        });
    if (!others.isEmpty()) {
      text.append("; ").append(String.join(", ", others));
    }
    text.append('.');
    if (waiting > selection.limit()) {
      text.append(
          String.format(
              Locale.ROOT, " The first %,d are looked at: see --limit.", selection.limit()));
    }
    return text.toString();
  }

  /**
   * What becomes of each, those that are left alone first, for they ask for something.
   *
   * @param sending what becomes of those that can be sent
   */
  static String plan(Plan plan, String sending) {
    List<Object[]> rows = new ArrayList<>();
    plan.refused()
        .forEach(left -> rows.add(row(left.line(), left.letter(), "left: " + left.why())));
    plan.settled()
        .forEach(left -> rows.add(row(left.line(), left.letter(), "left: " + left.why())));
    plan.duplicates()
        .forEach(
            one ->
                rows.add(
                    row(
                        one.line(),
                        one.outgoing().letter(),
                        "left: its event is that of " + one.other())));
    plan.send().forEach(one -> rows.add(row(0, one.letter(), sending)));
    if (rows.isEmpty()) {
      return "";
    }
    TextTable table = new TextTable().text("topic").numbers("partition", "offset").text("");
    rows.stream().limit(SHOWN).forEach(table::row);
    String more =
        rows.size() > SHOWN
            ? String.format(Locale.ROOT, "... and %,d more%n", rows.size() - SHOWN)
            : "";
    return table
        + more
        + String.format(
            Locale.ROOT,
            "%,d %s, %,d left.%n",
            plan.send().size(),
            sending,
            rows.size() - plan.send().size());
  }

  private static Object[] row(int line, Position letter, String what) {
    return new Object[] {
      letter.topic().topicName(),
      letter.partition(),
      letter.offset(),
      line == 0 ? what : "line " + line + ", " + what
    };
  }

  /** What came of it. */
  static String outcome(Redrive.Outcome outcome) {
    if (outcome.sent() == 0) {
      return "Nothing was sent.\n";
    }
    if (!outcome.read()) {
      return String.format(
          Locale.ROOT,
          "%,d sent. The job has not read them yet; later see: infra/trustlift sql \"SELECT status, count() FROM dead_letters GROUP BY status\"%n",
          outcome.sent());
    }
    long again = outcome.rejectedAgain().values().stream().mapToLong(Long::longValue).sum();
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%,d sent, and read by the job: %,d taken, %,d rejected again.%n",
                outcome.sent(),
                outcome.sent() - again,
                again));
    outcome
        .rejectedAgain()
        .forEach((reason, count) -> text.append(again(reason, count)).append('\n'));
    return text.toString();
  }

  private static String again(Reason reason, long count) {
    String what = String.format(Locale.ROOT, "%,d as %s", count, reason.text());
    return reason == Reason.LATE
        ? what
            + ": the rows that they belong to are final. Put them right in files of all events, and compute them anew with"
            + " «infra/trustlift run»."
        : what + ".";
  }
}
