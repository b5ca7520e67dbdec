package io.trustlift.exposure;

import static io.trustlift.model.Parameters.BLOCK;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * The viewer-time of one live visit up to the end of the block of its first inquiry. It does not
 * end with the inquiry itself: then little time would be exposed in a stratum just because an
 * inquiry came soon after a display, and the time of one side would be missing where it came first.
 * Pieces that follow each other with the same credentials are told as one, which is one for most
 * blocks, whatever the number of events.
 */
final class RiskTime {

  private static final long NOT_ASKED = Long.MAX_VALUE;

  /** From when on time counts no more. */
  private long endsAt = NOT_ASKED;

  /** What has not been told yet; nothing while {@code milliseconds} is 0. */
  private long milliseconds;

  private long block;

  /** Credentials on screen or recent, sorted. */
  private List<String> exposed = List.of();

  private List<String> underExperiment = List.of();

  /** Nothing of the visit counts. */
  void setOver() {
    endsAt = Long.MIN_VALUE;
  }

  /** Takes an inquiry; true when it is the first. */
  boolean ask(long time) {
    boolean first = endsAt == NOT_ASKED;
    if (first) {
      endsAt = blockOf(time) + BLOCK;
    }
    return first;
  }

  boolean countsAt(long time) {
    return time < endsAt;
  }

  /** Whether nothing counts from {@code time} on, and all that did has been told. */
  boolean isOverAt(long time) {
    return !countsAt(time) && milliseconds == 0;
  }

  /** Whether a piece at {@code from} with these sets goes on from what has not been told yet. */
  boolean goesOnWith(long from, List<String> exposedNow, List<String> underExperimentNow) {
    return blockOf(from) == block
        && exposed.equals(exposedNow)
        && underExperiment.equals(underExperimentNow);
  }

  /** Begins anew with a piece at {@code from}; what was not told is forgotten. */
  void begin(long from, List<String> exposedNow, List<String> underExperimentNow) {
    block = blockOf(from);
    exposed = List.copyOf(exposedNow); // without room to grow
    underExperiment = List.copyOf(underExperimentNow);
    milliseconds = 0;
  }

  void lengthenBy(long length) {
    milliseconds += length;
  }

  /** Tells what has not been told yet. */
  void tell(String streamId, String market, ViewerOutput out) {
    if (milliseconds > 0) {
      RiskCell cell = new RiskCell(exposed, underExperiment, false);
      out.atRisk(streamId, market, block, cell, milliseconds);
      begin(block, List.of(), List.of()); // visits stay for a week, and need no sets
    }
  }

  /** Start of the five minutes that {@code time} lies in. */
  static long blockOf(long time) {
    return Math.floorDiv(time, BLOCK) * BLOCK;
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(endsAt);
    out.writeLong(milliseconds);
    if (milliseconds > 0) {
      out.writeLong(block);
      Codec.writeList(out, exposed, Codec::writeText);
      Codec.writeList(out, List.<String>of(), Codec::writeText); // the form has them in two parts
      Codec.writeList(out, underExperiment, Codec::writeText);
    }
  }

  static RiskTime read(DataInput in) throws IOException {
    RiskTime risk = new RiskTime();
    risk.endsAt = in.readLong();
    risk.milliseconds = in.readLong();
    if (risk.milliseconds > 0) {
      risk.block = in.readLong();
      List<String> onScreen = Codec.readList(in, Codec::readText);
      risk.exposed = CredentialSet.union(onScreen, Codec.readList(in, Codec::readText));
      risk.underExperiment = Codec.readList(in, Codec::readText);
    }
    return risk;
  }
}
