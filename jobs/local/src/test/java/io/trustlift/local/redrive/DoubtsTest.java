package io.trustlift.local.redrive;

import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.model.Topic;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DoubtsTest {

  private static LedgerRow sending(String redriveId, long offset, List<Long> endsBefore) {
    return new LedgerRow(
        new Position(Topic.ORDERS, 1, offset),
        redriveId,
        LedgerRow.State.SENDING,
        "",
        endsBefore,
        0,
        0);
  }

  @Test
  void aRecordThatIsThereWasSentAndNoOther() {
    List<LedgerRow> settled =
        Doubts.settled(
            List.of(
                sending("a", 5, List.of()), sending("a", 6, List.of()), sending("b", 5, List.of())),
            Map.of("a 1 5", new Place(2, 40), "c 1 6", new Place(2, 41)));
    assertThat(settled)
        .extracting(LedgerRow::state)
        .containsExactly(LedgerRow.State.SENT, LedgerRow.State.ABORTED, LedgerRow.State.ABORTED);
    assertThat(settled.get(0).sentPartition()).isEqualTo(2);
    assertThat(settled.get(0).sentOffset()).isEqualTo(40);
    assertThat(settled).extracting(row -> row.state().version()).containsOnly(1);
  }

  @Test
  void topicsAreReadFromTheEarliestEnd() {
    assertThat(
            Doubts.readFrom(
                List.of(
                    sending("a", 5, List.of(10L, 90L)), sending("b", 6, List.of(20L, 80L, 7L)))))
        .containsExactly(10L, 80L);
  }
}
