package io.trustlift.attribution.operator;

import static io.trustlift.model.Parameters.BLOCK;
import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.attribution.format.Format;
import io.trustlift.exposure.RateMonitor;
import io.trustlift.exposure.RiskStratum;
import io.trustlift.model.row.RateMonitorRow;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three strata of block 0, one of block 2. */
class RateMonitorsTest {

  private static final RiskStratum A = stratum("DE", 0, "a", List.of(), 3, 2);
  private static final RiskStratum B = stratum("DE", 0, "b", List.of(), 5, 1);
  private static final RiskStratum C = stratum("DE", 0, "b", List.of("x"), 1, 1);
  private static final RiskStratum D = stratum("DE", 2 * BLOCK, "a", List.of(), 4, 4);
  private static final long FIRST_FINAL = RiskKey.Room.finalAt(0);
  private static final long LAST_FINAL = RiskKey.Room.finalAt(2 * BLOCK);

  private KeyedOneInputStreamOperatorTestHarness<RateKey, RiskStratum, RateMonitorRow> monitors;

  @BeforeEach
  void open() throws Exception {
    monitors = harness();
    monitors.open();
  }

  /** The monitors themselves are kept for good. */
  @AfterEach
  void onlyTheMonitorsAreLeft() throws Exception {
    monitors.processWatermark(100 * LAST_FINAL);
    assertThat(monitors.numEventTimeTimers()).isZero();
    assertThat(monitors.numKeyedStateEntries()).isLessThanOrEqualTo(2);
    monitors.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ABCD", "DCBA", "CDAB", "BADC", "A.B.C.D.", "D.A.CB", "CB.AD"})
  void anyOrderOfArrivalGivesTheSameRows(String order) throws Exception {
    for (char which : order.toCharArray()) {
      switch (which) {
        case 'A' -> add(A);
        case 'B' -> add(B);
        case 'C' -> add(C);
        case 'D' -> add(D);
        default -> restore();
      }
    }
    monitors.processWatermark(FIRST_FINAL - 1);
    assertThat(monitors.extractOutputValues()).isEmpty();
    monitors.processWatermark(FIRST_FINAL);
    assertThat(monitors.extractOutputValues()).containsExactly(expected().get(0));
    assertThat(monitors.numKeyedStateEntries()).as("D and the monitor").isEqualTo(2);
    monitors.processWatermark(LAST_FINAL);
    assertThat(monitors.extractOutputValues()).containsExactlyElementsOf(expected());
    assertThat(monitors.numKeyedStateEntries()).as("the monitor").isEqualTo(1);
  }

  @Test
  void blocksThatAreDueAtOnceAreTakenOneAfterTheOther() throws Exception {
    add(D);
    add(C);
    add(B);
    add(A);
    monitors.processWatermark(Long.MAX_VALUE);
    assertThat(monitors.extractOutputValues()).containsExactlyElementsOf(expected());
  }

  @Test
  void aRestoreBetweenTheBlocksChangesNothing() throws Exception {
    add(A);
    add(B);
    add(C);
    monitors.processWatermark(FIRST_FINAL);
    restore();
    add(D);
    monitors.processWatermark(LAST_FINAL);
    assertThat(monitors.extractOutputValues()).containsExactly(expected().get(1));
  }

  @Test
  void marketsDoNotMeet() throws Exception {
    add(A);
    RiskStratum other = stratum("US", 0, "a", List.of(), 3, 2);
    add(other);
    monitors.processWatermark(FIRST_FINAL);
    assertThat(monitors.extractOutputValues())
        .containsExactlyInAnyOrder(
            new RateMonitor().add(List.of(A)), new RateMonitor().add(List.of(other)));
  }

  private static List<RateMonitorRow> expected() {
    RateMonitor monitor = new RateMonitor();
    return List.of(monitor.add(List.of(A, B, C)), monitor.add(List.of(D)));
  }

  private static RiskStratum stratum(
      String market,
      long block,
      String streamId,
      List<String> others,
      long inquiries,
      long exposed) {
    return new RiskStratum(
        "authority", market, block, streamId, others, 70_000, 110_000, inquiries, exposed);
  }

  private void add(RiskStratum stratum) throws Exception {
    monitors.processElement(stratum, 0);
  }

  private void restore() throws Exception {
    OperatorSubtaskState state = monitors.snapshot(1, 1);
    monitors.close();
    monitors = harness();
    monitors.initializeState(state);
    monitors.open();
  }

  private static KeyedOneInputStreamOperatorTestHarness<RateKey, RiskStratum, RateMonitorRow>
      harness() throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new RateMonitors()), RateKey::of, Format.RATE_KEY.info());
  }
}
