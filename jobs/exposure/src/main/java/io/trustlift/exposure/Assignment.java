package io.trustlift.exposure;

import static io.trustlift.model.Parameters.ASSIGNMENT_WINDOW;

import io.trustlift.model.AssignmentEvent;
import io.trustlift.model.CodePoints;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;

/** A viewer's first assignment in one experiment, and the trigger that goes with it. */
final class Assignment {

  /**
   * The viewer was in a live visit while a display of the experiment was on.
   *
   * @param at epoch milliseconds
   * @param market of the visit
   */
  record Trigger(long at, String streamId, String market) {
    /** The first instant; on a tie the smaller stream, then market. */
    static final Comparator<Trigger> ORDER =
        Comparator.comparingLong(Trigger::at)
            .thenComparing(Trigger::streamId, CodePoints.ORDER)
            .thenComparing(Trigger::market, CodePoints.ORDER);
  }

  private final String experimentId;
  private final String variant;
  private final long from;

  /** The earliest trigger found so far, while another visit may still bring an earlier one. */
  private Trigger candidate;

  private boolean triggered;

  private Assignment(String experimentId, String variant, long from) {
    this.experimentId = experimentId;
    this.variant = variant;
    this.from = from;
  }

  static Assignment by(AssignmentEvent event) {
    return new Assignment(event.experimentId(), event.variant(), event.eventTime());
  }

  String experimentId() {
    return experimentId;
  }

  String variant() {
    return variant;
  }

  long from() {
    return from;
  }

  /** The instant from which on it does not hold any more. */
  long to() {
    return from + ASSIGNMENT_WINDOW;
  }

  boolean awaitsTrigger() {
    return !triggered;
  }

  Trigger candidate() {
    return candidate;
  }

  void offer(Trigger trigger) {
    if (candidate == null || Trigger.ORDER.compare(trigger, candidate) < 0) {
      candidate = trigger;
    }
  }

  void setTriggered() {
    triggered = true;
    candidate = null;
  }

  void write(DataOutput out) throws IOException {
    Codec.writeText(out, experimentId);
    Codec.writeText(out, variant);
    out.writeLong(from);
    out.writeBoolean(triggered);
    out.writeBoolean(candidate != null);
    if (candidate != null) {
      out.writeLong(candidate.at());
      Codec.writeText(out, candidate.streamId());
      Codec.writeText(out, candidate.market());
    }
  }

  static Assignment read(DataInput in) throws IOException {
    Assignment assignment = new Assignment(Codec.readText(in), Codec.readText(in), in.readLong());
    assignment.triggered = in.readBoolean();
    if (in.readBoolean()) {
      assignment.candidate = new Trigger(in.readLong(), Codec.readText(in), Codec.readText(in));
    }
    return assignment;
  }
}
