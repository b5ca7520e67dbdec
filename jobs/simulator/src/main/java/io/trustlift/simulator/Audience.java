package io.trustlift.simulator;

import java.util.Arrays;
import java.util.List;

/**
 * Who comes to which stream and when: 8 bytes for each planned visit. The viewers themselves are
 * drawn anew when their visits begin.
 */
final class Audience {
  private static final int NUMBER_BITS = 3;
  private static final long LOW_WORD = 0xFFFFFFFFL;

  private final SimulationConfig config;
  private final StreamChoice choice;
  private final long[][] visits;
  private final int[] counts;
  private long planned;

  private Audience(SimulationConfig config, List<StreamPlan> streams) {
    this.config = config;
    this.choice = new StreamChoice(streams);
    this.visits = new long[streams.size()][16];
    this.counts = new int[streams.size()];
  }

  static Audience plan(SimulationConfig config, List<StreamPlan> streams) {
    Audience audience = new Audience(config, streams);
    for (int index = 0; index < config.viewers(); index++) {
      Viewer viewer = Viewer.of(config, audience.choice, index);
      for (Viewer.PlannedVisit visit : viewer.visits()) {
        audience.add(index, visit);
      }
    }
    return audience;
  }

  long planned() {
    return planned;
  }

  /** The coded visits of a stream, live and replay, in the order of their beginning. */
  long[] takeVisits(StreamPlan stream) {
    long[] codes = Arrays.copyOf(visits[stream.index()], counts[stream.index()]);
    visits[stream.index()] = null;
    Arrays.sort(codes);
    return codes;
  }

  static long begin(StreamPlan stream, long code) {
    return stream.start() + (code >>> 32);
  }

  Viewer viewer(long code) {
    return Viewer.of(config, choice, (int) ((code & LOW_WORD) >>> NUMBER_BITS));
  }

  static int visitNumber(long code) {
    return (int) code & (1 << NUMBER_BITS) - 1;
  }

  private void add(int viewer, Viewer.PlannedVisit visit) {
    int stream = visit.stream().index();
    if (counts[stream] == visits[stream].length) {
      visits[stream] = Arrays.copyOf(visits[stream], counts[stream] * 2);
    }
    long offset = visit.begin() - visit.stream().start();
    visits[stream][counts[stream]++] = offset << 32 | (long) viewer << NUMBER_BITS | visit.number();
    planned++;
  }
}
