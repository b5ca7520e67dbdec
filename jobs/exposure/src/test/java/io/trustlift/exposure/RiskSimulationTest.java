package io.trustlift.exposure;

import static io.trustlift.exposure.Samples.received;
import static io.trustlift.model.Parameters.BLOCK;
import static io.trustlift.model.Parameters.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.model.Event;
import io.trustlift.model.Mode;
import io.trustlift.model.ViewerEvent;
import io.trustlift.model.ViewerEvent.Type;
import io.trustlift.model.row.RateMonitorRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Rooms full of viewers who ask at one rate whatever is on screen, through the state machines: who
 * is at risk must not depend on when they ask, however few they are, or the monitor finds effects
 * where there are none.
 */
class RiskSimulationTest {

  private static final long SEED = Long.getLong("trustlift.seed", 1);
  private static final int RUNS = 200;
  private static final int BLOCKS = 6;
  private static final long START = 4_000 * BLOCK;

  /** When a display comes on in a block: anywhere, always late in it, or always early. */
  private enum When {
    ANYWHERE,
    LATE,
    EARLY
  }

  @ParameterizedTest(name = "{0} rooms of {1}, {2} inquiries a viewer-minute, displays {3}")
  @CsvSource({
    "200, 1, 0.02, ANYWHERE",
    "400, 1, 0.01, LATE",
    "400, 1, 0.02, EARLY",
    "100, 3, 0.02, LATE",
    "60, 3, 0.05, ANYWHERE",
    "40, 10, 0.02, EARLY"
  })
  void withoutAnEffectItSeldomSaysThereIsOne(int rooms, int viewers, double perMinute, When when) {
    int crossings = 0;
    long inquiries = 0;
    for (int run = 0; run < RUNS; run++) {
      RateMonitorRow row = run(new Random(SEED * 1_000 + run), rooms, viewers, perMinute, when);
      crossings += row != null && row.pValue() <= 0.05 ? 1 : 0;
      inquiries += row == null ? 0 : row.inquiries();
    }
    System.out.printf(
        "seed %d: %d of %d reach 20, %d inquiries each%n", SEED, crossings, RUNS, inquiries / RUNS);
    assertThat(inquiries / RUNS).isGreaterThan(20);
    assertThat(crossings).isLessThanOrEqualTo(RUNS / 20);
  }

  private static RateMonitorRow run(
      Random random, int rooms, int viewers, double perMinute, When when) {
    Map<Long, List<RiskStratum>> strata = new HashMap<>();
    for (int room = 0; room < rooms; room++) {
      for (RiskStratum stratum : room("s" + room, random, viewers, perMinute, when)) {
        strata.computeIfAbsent(stratum.block(), block -> new ArrayList<>()).add(stratum);
      }
    }
    RateMonitor monitor = new RateMonitor();
    RateMonitorRow row = null;
    for (long block = START; block < START + BLOCKS * BLOCK; block += BLOCK) {
      if (strata.containsKey(block)) {
        row = monitor.add(strata.get(block));
      }
    }
    return row;
  }

  /**
   * A display is on in every third block, so that it is no longer recent when the next one comes.
   */
  private static List<RiskStratum> room(
      String stream, Random random, int viewers, double perMinute, When when) {
    Timeline timeline = new Timeline();
    for (long block = START; block < START + BLOCKS * BLOCK; block += 3 * BLOCK) {
      long from =
          switch (when) {
            case ANYWHERE -> random.nextInt((int) BLOCK - 60_000);
            case LATE -> BLOCK - 60_000;
            case EARLY -> 0;
          };
      Display display =
          new Display(
              "d" + block, stream, "c", "", "", "", "", block + from, block + from + 50_000);
      timeline.apply(new DisplayChange(DisplayChange.Kind.SHOWN, display));
    }
    Map<Long, RiskBlock> blocks = new HashMap<>();
    ViewerOutputs out =
        new ViewerOutputs() {
          @Override
          public void atRisk(String id, String market, long block, RiskCell cell, long amount) {
            blocks
                .computeIfAbsent(block, start -> new RiskBlock(credential -> "authority"))
                .add(cell, amount);
          }
        };
    for (int i = 0; i < viewers; i++) {
      Viewer viewer = new Viewer("v" + i);
      long end = START + BLOCKS * BLOCK;
      for (long at = START; at <= end; at += MINUTE) {
        send(viewer, stream, at, Type.HEARTBEAT, timeline, out);
      }
      double minutes = -Math.log(1 - random.nextDouble()) / perMinute;
      if (START + (long) (minutes * MINUTE) < end) {
        send(viewer, stream, START + (long) (minutes * MINUTE), Type.QUESTION, timeline, out);
      }
      viewer.advance(end + BLOCK, id -> timeline, out);
    }
    List<RiskStratum> strata = new ArrayList<>();
    blocks.forEach((start, block) -> strata.addAll(block.strata(stream, "US", start)));
    return strata;
  }

  private static void send(
      Viewer viewer, String stream, long at, Type type, Timeline timeline, ViewerOutput out) {
    ViewerEvent event =
        new ViewerEvent(
            type + " " + at,
            at,
            type,
            stream,
            "v",
            "US",
            Mode.LIVE,
            "",
            Event.NO_TIME,
            0,
            0,
            "",
            "");
    viewer.accept(received(event), Long.MIN_VALUE, id -> timeline, out);
  }
}
