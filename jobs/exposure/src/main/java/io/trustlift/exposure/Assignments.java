package io.trustlift.exposure;

import static io.trustlift.model.Parameters.CARRY_OVER;
import static io.trustlift.model.Parameters.LAG_120S;
import static io.trustlift.model.Parameters.VISIT_GAP;

import io.trustlift.model.AssignmentEvent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The experiments that one viewer takes part in. */
final class Assignments {

  /** Most viewers are in no experiment, and share this list. */
  private static final List<Assignment> NONE = List.of();

  private List<Assignment> all;

  Assignments() {
    this(NONE);
  }

  private Assignments(List<Assignment> all) {
    this.all = all;
  }

  List<Assignment> all() {
    return all;
  }

  /** The assignment in that experiment, or null. */
  Assignment of(String experimentId) {
    for (Assignment assignment : all) {
      if (assignment.experimentId().equals(experimentId)) {
        return assignment;
      }
    }
    return null;
  }

  /** Takes the next assignment in time: the first of an experiment counts. */
  void add(AssignmentEvent event) {
    if (of(event.experimentId()) == null) {
      all = all.isEmpty() ? new ArrayList<>(1) : all;
      all.add(Assignment.by(event));
    }
  }

  boolean anyAwaitsTrigger() {
    for (Assignment assignment : all) {
      if (assignment.awaitsTrigger()) {
        return true;
      }
    }
    return false;
  }

  void forget(long watermark) {
    if (!all.isEmpty()) {
      all.removeIf(assignment -> forgottenAt(assignment) <= watermark);
    }
  }

  private static long forgottenAt(Assignment assignment) {
    // Visits are worked off up to visit_gap behind the watermark, outcomes look two minutes back,
    // and
    // what was seen stays recent.
    return assignment.to() + CARRY_OVER + VISIT_GAP + LAG_120S;
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  long nextWake() {
    long wake = Long.MAX_VALUE;
    for (Assignment assignment : all) {
      wake = Math.min(wake, forgottenAt(assignment));
    }
    return wake;
  }

  void write(DataOutput out) throws IOException {
    Codec.writeList(out, all, (target, assignment) -> assignment.write(target));
  }

  static Assignments read(DataInput in) throws IOException {
    List<Assignment> all = Codec.readList(in, Assignment::read);
    return new Assignments(all.isEmpty() ? NONE : all);
  }
}
