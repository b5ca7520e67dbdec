package io.trustlift.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.model.CredentialEvent;
import io.trustlift.model.Event;
import java.util.List;
import org.junit.jupiter.api.Test;

class TypeHistoryTest {

  private final TypeHistory history = new TypeHistory();

  @Test
  void theLatestEntryByAnInstantHoldsInAnyOrderOfArrival() {
    add("b", 2_000, "social_proof", Long.MIN_VALUE);
    add("a", 1_000, "authority", Long.MIN_VALUE);
    add("z", 2_000, "interaction", Long.MIN_VALUE);
    assertThat(history.at(999)).isNull();
    assertThat(history.at(1_000)).isEqualTo("authority");
    assertThat(history.at(1_999)).isEqualTo("authority");
    assertThat(history.at(2_000)).as("the greater id").isEqualTo("interaction");
    assertThat(Samples.copy(history, (out, h) -> h.write(out), TypeHistory::read).at(1_500))
        .isEqualTo("authority");
  }

  @Test
  void onlyWhatCanStillBeAskedForIsKept() {
    add("a", 1_000, "authority", Long.MIN_VALUE);
    add("b", 2_000, "social_proof", 1_999);
    assertThat(history.at(1_999)).isEqualTo("authority");
    add("c", 3_000, "interaction", 2_000);
    assertThat(history.at(1_999)).as("forgotten").isNull();
    assertThat(history.at(2_001)).isEqualTo("social_proof");
  }

  private void add(String eventId, long time, String type, long watermark) {
    CredentialEvent event =
        new CredentialEvent(
            eventId,
            time,
            "c",
            type,
            "k",
            "t",
            false,
            "",
            "",
            "",
            "",
            "",
            Event.NO_TIME,
            Event.NO_TIME,
            Event.NO_TIME,
            null,
            null,
            List.of(),
            List.of());
    history.add(event, watermark);
  }
}
