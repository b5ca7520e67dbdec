package io.trustlift.local.redrive;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What is to become of each dead letter, in the order in which they were given.
 *
 * @param send those to send
 * @param duplicates those whose event is sent with another dead letter, or was before
 * @param settled those that were sent before, or are in doubt
 * @param refused those that cannot be sent
 */
public record Plan(
    List<Outgoing> send, List<Duplicate> duplicates, List<Left> settled, List<Left> refused) {

  /** A dead letter that is left alone, and why. */
  public record Left(int line, Position letter, String why) {}

  /**
   * A dead letter whose event is another's too.
   *
   * @param other the dead letter that the event is sent with, or was
   */
  public record Duplicate(int line, Outgoing outgoing, Position other) {}

  /**
   * Makes the plan.
   *
   * @param letters the dead letters that there are
   * @param sentEvents with which dead letter each of the events, by hash, was sent before
   */
  static Plan of(
      List<Repair> repairs,
      Map<Position, DeadLetter> letters,
      Judge judge,
      Function<List<String>, Map<String, Position>> sentEvents) {
    Plan plan =
        new Plan(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    List<Repair> asked = new ArrayList<>();
    List<Outgoing> possible = new ArrayList<>();
    for (Repair repair : repairs) {
      DeadLetter letter = letters.get(repair.position());
      Verdict verdict =
          letter == null
              ? new Verdict.Refused(
                  "there is no such dead letter: it was erased, or is another stack's")
              : judge.judge(letter, repair.value());
      if (verdict instanceof Verdict.Send sending) {
        asked.add(repair);
        possible.add(sending.outgoing());
      } else if (verdict instanceof Verdict.Settled settled) {
        plan.settled.add(new Left(repair.line(), repair.position(), settled.why()));
      } else if (verdict instanceof Verdict.Refused refused) {
        plan.refused.add(new Left(repair.line(), repair.position(), refused.why()));
      }
    }
    Map<String, Position> taken =
        new HashMap<>(
            sentEvents.apply(
                possible.stream().map(Outgoing::eventHash).filter(h -> !h.isEmpty()).toList()));
    for (int i = 0; i < possible.size(); i++) {
      Outgoing outgoing = possible.get(i);
      Position other =
          outgoing.eventHash().isEmpty()
              ? null
              : taken.putIfAbsent(outgoing.eventHash(), outgoing.letter());
      if (other == null) {
        plan.send.add(outgoing);
      } else {
        plan.duplicates.add(new Duplicate(asked.get(i).line(), outgoing, other));
      }
    }
    return plan;
  }
}
