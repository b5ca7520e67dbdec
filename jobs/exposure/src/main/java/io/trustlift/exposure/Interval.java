package io.trustlift.exposure;

import static io.trustlift.model.Parameters.CARRY_OVER;
import static io.trustlift.model.Parameters.MIN_VIEW;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The stretch {@code [from, to)} of a viewer's own time in which a display is on the viewer's
 * screen: the part of the display that falls into the visit and is visible to the viewer.
 *
 * @param ofExperiment whether the display is one of an experiment; a replay has none of those
 */
record Interval(String displayId, String credentialId, long from, long to, boolean ofExperiment) {

  /** Of a display that everyone sees. */
  Interval(String displayId, String credentialId, long from, long to) {
    this(displayId, credentialId, from, to, false);
  }

  boolean onScreenAt(long time) {
    return from <= time && time < to;
  }

  /** Whether it has been on screen for {@code min_view} by {@code time}. */
  boolean viewedBy(long time) {
    return Math.min(time, to) - from >= MIN_VIEW;
  }

  /** Whether it was viewed and left the screen at most {@code carry_over} ago. */
  boolean recentAt(long time) {
    return to <= time && time < to + CARRY_OVER && viewedBy(to);
  }

  /** The same, on screen until {@code time}. */
  Interval until(long time) {
    return new Interval(displayId, credentialId, from, time, ofExperiment);
  }

  /** For a replay: what a live screen shows is found anew each time. */
  void write(DataOutput out) throws IOException {
    Codec.writeText(out, displayId);
    Codec.writeText(out, credentialId);
    out.writeLong(from);
    out.writeLong(to);
  }

  static Interval read(DataInput in) throws IOException {
    return new Interval(Codec.readText(in), Codec.readText(in), in.readLong(), in.readLong());
  }
}
