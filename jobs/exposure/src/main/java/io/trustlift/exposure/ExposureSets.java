package io.trustlift.exposure;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Section "Exposure": the sets of credentials of a visit at one instant.
 *
 * @param onScreen sorted credential ids
 * @param recent sorted credential ids
 * @param seen sorted credential ids
 */
record ExposureSets(List<String> onScreen, List<String> recent, List<String> seen) {

  static final ExposureSets NONE = new ExposureSets(List.of(), List.of(), List.of());

  /**
   * The sets at {@code time}.
   *
   * @param intervals every interval that is on screen or recent at {@code time}, or was viewed
   *     between the instant of {@code seenBefore} and {@code time}
   * @param seenBefore what had been seen at an earlier instant of the visit
   */
  static ExposureSets at(long time, List<Interval> intervals, List<String> seenBefore) {
    List<String> onScreen = onScreenAt(time, intervals);
    List<String> seen = new ArrayList<>(seenBefore);
    for (Interval interval : intervals) {
      if (interval.viewedBy(time)) {
        CredentialSet.add(seen, interval.credentialId());
      }
    }
    return new ExposureSets(onScreen, recentAt(time, intervals, onScreen), seen);
  }

  static List<String> onScreenAt(long time, List<Interval> intervals) {
    List<String> onScreen = List.of();
    for (Interval interval : intervals) {
      if (interval.onScreenAt(time)) {
        onScreen = onScreen.isEmpty() ? CredentialSet.empty() : onScreen;
        CredentialSet.add(onScreen, interval.credentialId());
      }
    }
    return onScreen;
  }

  static List<String> recentAt(long time, List<Interval> intervals, List<String> onScreen) {
    List<String> recent = List.of();
    for (Interval interval : intervals) {
      if (interval.recentAt(time) && !CredentialSet.contains(onScreen, interval.credentialId())) {
        recent = recent.isEmpty() ? CredentialSet.empty() : recent;
        CredentialSet.add(recent, interval.credentialId());
      }
    }
    return recent;
  }

  /** The credentials on screen or recent at {@code time}, sorted. */
  static List<String> exposedAt(long time, List<Interval> intervals) {
    return exposedAt(time, intervals, false);
  }

  /** Those of them that a display of an experiment put there. */
  static List<String> underExperimentAt(long time, List<Interval> intervals) {
    return exposedAt(time, intervals, true);
  }

  private static List<String> exposedAt(
      long time, List<Interval> intervals, boolean onlyOfExperiments) {
    List<String> exposed = List.of();
    for (Interval interval : intervals) {
      boolean counts = interval.ofExperiment() || !onlyOfExperiments;
      if (counts && (interval.onScreenAt(time) || interval.recentAt(time))) {
        exposed = exposed.isEmpty() ? CredentialSet.empty() : exposed;
        CredentialSet.add(exposed, interval.credentialId());
      }
    }
    return exposed;
  }

  void write(DataOutput out) throws IOException {
    Codec.writeList(out, onScreen, Codec::writeText);
    Codec.writeList(out, recent, Codec::writeText);
    Codec.writeList(out, seen, Codec::writeText);
  }

  static ExposureSets read(DataInput in) throws IOException {
    return new ExposureSets(
        Codec.readList(in, Codec::readText),
        Codec.readList(in, Codec::readText),
        Codec.readList(in, Codec::readText));
  }
}
