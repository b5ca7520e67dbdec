package io.trustlift.attribution.operator;

import static io.trustlift.exposure.Samples.received;
import static io.trustlift.model.Parameters.BLOCK;
import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.attribution.format.Format;
import io.trustlift.exposure.RiskCell;
import io.trustlift.exposure.RiskStratum;
import io.trustlift.exposure.Samples;
import io.trustlift.model.Received;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Credential {@code c} is of type authority, by an entry at 1 s. */
class RiskStrataTest {

  private static final RiskKey.Room ROOM = new RiskKey.Room(0, "s", "DE");
  private static final long FINAL = RiskKey.Room.finalAt(0);
  private static final RiskStratum STRATUM =
      new RiskStratum("authority", "DE", 0, "s", List.of(), 6_000, 9_000, 3, 1);

  private KeyedBroadcastOperatorTestHarness<RiskKey.Room, Sum<RiskKey>, Received, RiskStratum>
      strata;

  @BeforeEach
  void open() throws Exception {
    strata = harness();
    strata.open();
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    strata.watermark(100 * FINAL);
    HeapKeyedStateBackend<?> state =
        (HeapKeyedStateBackend<?>) strata.getOperator().<RiskKey.Room>getKeyedStateBackend();
    assertThat(state.numKeyValueStateEntries()).isZero();
    assertThat(strata.numEventTimeTimers()).isZero();
    strata.close();
  }

  /** e and u are exposed and other viewer-time, E and U inquiries, c the catalogue; . restores. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ceeuEUU",
        "eeuEUUc",
        "UUEueec",
        "EceuUeU",
        "ueUcEUe",
        "UcUEeue",
        "e.e.u.c.E.U.U.",
        "c.UUE.eeu"
      })
  void anyOrderOfArrivalGivesTheSameStrata(String order) throws Exception {
    for (char what : order.toCharArray()) {
      switch (what) {
        case 'e' -> add(ROOM, 3_000, false, "c");
        case 'u' -> add(ROOM, 9_000, false);
        case 'E' -> add(ROOM, 1, true, "c");
        case 'U' -> add(ROOM, 1, true);
        case 'c' -> strata.processBroadcastElement(received(Samples.entry("e", 1_000)), 1_000);
        default -> restore();
      }
    }
    strata.watermark(FINAL - 1);
    assertThat(strata.extractOutputValues()).isEmpty();
    strata.watermark(FINAL);
    assertThat(strata.extractOutputValues()).containsExactly(STRATUM);
  }

  @Test
  void theTypeIsThatOfTheBlocksClosing() throws Exception {
    strata.processBroadcastElement(received(Samples.entry("e", FINAL + 1)), FINAL + 1);
    addAll(ROOM);
    addAll(new RiskKey.Room(BLOCK, "s", "DE"));
    strata.watermark(100 * FINAL);
    assertThat(strata.extractOutputValues())
        .as("in the first block it has none")
        .extracting(RiskStratum::block)
        .containsExactly(BLOCK);
  }

  @Test
  void oneSidesWatermarkIsNotEnough() throws Exception {
    addAll(ROOM);
    strata.processWatermark(FINAL);
    assertThat(strata.extractOutputValues()).isEmpty();
    strata.processBroadcastElement(received(Samples.entry("e", 1_000)), 1_000);
    strata.processBroadcastWatermark(FINAL);
    assertThat(strata.extractOutputValues()).containsExactly(STRATUM);
  }

  @Test
  void roomsMarketsAndBlocksDoNotMeet() throws Exception {
    strata.processBroadcastElement(received(Samples.entry("e", 1_000)), 1_000);
    add(ROOM, 3_000, false, "c");
    add(new RiskKey.Room(0, "other", "DE"), 9_000, false);
    add(new RiskKey.Room(0, "s", "US"), 9_000, false);
    add(new RiskKey.Room(BLOCK, "s", "DE"), 9_000, false);
    add(ROOM, 1, true, "c");
    strata.watermark(100 * FINAL);
    assertThat(strata.extractOutputValues()).isEmpty();
  }

  @Test
  void whatComesForABlockThatIsFinalIsLeftOut() throws Exception {
    strata.processBroadcastElement(received(Samples.entry("e", 1_000)), 1_000);
    addAll(ROOM);
    strata.watermark(FINAL);
    addAll(ROOM);
    strata.watermark(100 * FINAL);
    assertThat(strata.extractOutputValues()).containsExactly(STRATUM);
  }

  private void addAll(RiskKey.Room room) throws Exception {
    add(room, 6_000, false, "c");
    add(room, 9_000, false);
    add(room, 1, true, "c");
    add(room, 2, true);
  }

  private void add(RiskKey.Room room, long amount, boolean inquiry, String... exposed)
      throws Exception {
    RiskCell cell = new RiskCell(List.of(exposed), List.of(), inquiry);
    strata.processElement(new Sum<>(new RiskKey(room, cell), amount), 0);
  }

  private void restore() throws Exception {
    OperatorSubtaskState state = strata.snapshot(1, 1);
    strata.close();
    strata = harness();
    strata.initializeState(state);
    strata.open();
  }

  private static KeyedBroadcastOperatorTestHarness<
          RiskKey.Room, Sum<RiskKey>, Received, RiskStratum>
      harness() throws Exception {
    return new KeyedBroadcastOperatorTestHarness<>(
        new CoBroadcastWithKeyedOperator<>(new RiskStrata(), List.of(RiskStrata.CREDENTIAL_TYPES)),
        sum -> sum.key().room(),
        Format.RISK_ROOM.info(),
        720,
        1,
        0);
  }
}
