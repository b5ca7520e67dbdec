package io.trustlift.exposure;

import static io.trustlift.model.Parameters.LAG_120S;
import static io.trustlift.model.Parameters.LAG_30S;
import static io.trustlift.model.Parameters.LAG_60S;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * What the viewer of an outcome had met: the sets at the outcome, and what was on screen or recent
 * some time before. The latter tell how much a rate ratio owes to the instant that is looked at.
 *
 * @param exposed30s sorted ids on screen or recent 30 seconds before; empty where that is before
 *     the visit
 * @param exposed60s the same 60 seconds before
 * @param exposed120s the same 120 seconds before
 */
record OutcomeSets(
    ExposureSets now, List<String> exposed30s, List<String> exposed60s, List<String> exposed120s) {

  static final OutcomeSets NONE = of(ExposureSets.NONE);

  /** Sets of an outcome after its visit, when nothing was on screen. */
  static OutcomeSets of(ExposureSets now) {
    return new OutcomeSets(now, List.of(), List.of(), List.of());
  }

  /**
   * The sets of an outcome at {@code time}.
   *
   * @param startedAt when the visit started
   * @param intervals every interval that is on screen or recent somewhere from 120 seconds before
   *     {@code time}, or was viewed between the instant of {@code seenBefore} and {@code time}
   * @param seenBefore what had been seen at an earlier instant of the visit
   */
  static OutcomeSets at(
      long time, long startedAt, List<Interval> intervals, List<String> seenBefore) {
    return new OutcomeSets(
        ExposureSets.at(time, intervals, seenBefore),
        exposedAt(time - LAG_30S, startedAt, intervals),
        exposedAt(time - LAG_60S, startedAt, intervals),
        exposedAt(time - LAG_120S, startedAt, intervals));
  }

  private static List<String> exposedAt(long time, long startedAt, List<Interval> intervals) {
    return time < startedAt ? List.of() : ExposureSets.exposedAt(time, intervals);
  }

  void write(DataOutput out) throws IOException {
    now.write(out);
    Codec.writeList(out, exposed30s, Codec::writeText);
    Codec.writeList(out, exposed60s, Codec::writeText);
    Codec.writeList(out, exposed120s, Codec::writeText);
  }

  static OutcomeSets read(DataInput in) throws IOException {
    return new OutcomeSets(
        ExposureSets.read(in),
        Codec.readList(in, Codec::readText),
        Codec.readList(in, Codec::readText),
        Codec.readList(in, Codec::readText));
  }
}
