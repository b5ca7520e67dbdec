package io.trustlift.attribution.operator;

import static io.trustlift.attribution.operator.Collected.counts;
import static io.trustlift.attribution.operator.Collected.values;
import static io.trustlift.exposure.Samples.received;
import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.attribution.intake.Intake;
import io.trustlift.exposure.Samples;
import io.trustlift.model.Event;
import io.trustlift.model.OrderEvent;
import io.trustlift.model.Reason;
import io.trustlift.model.Rejected;
import io.trustlift.model.Topic;
import io.trustlift.model.ViewerEvent;
import java.util.Map;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RouterTest {

  private static final long RECORD_TIME = 61_000;

  private OneInputStreamOperatorTestHarness<Intake, PackedEvent> router;

  @BeforeEach
  void open() throws Exception {
    router = new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new Router()));
    router.open();
  }

  @AfterEach
  void close() throws Exception {
    router.close();
  }

  @Test
  void whatBelongsToAViewerGoesOn() throws Exception {
    accept(Samples.live("a", 1, ViewerEvent.Type.JOIN));
    accept(Samples.order("b", 2, OrderEvent.Status.PAID));
    accept(Samples.assignment("c", 3, "x"));
    assertThat(router.extractOutputValues())
        .extracting(packed -> packed.unpack().event().eventId())
        .containsExactly("a", "b", "c");
    assertThat(counts(router)).as("used only once it is").isEqualTo(Map.of("read", 3L));
  }

  @Test
  void whatIsNoViewersGoesToTheSide() throws Exception {
    accept(Samples.show("a", 1));
    accept(Samples.entry("b", 2));
    accept(Samples.experiment("c", 3));
    accept(Samples.plan("d", 4));
    assertThat(router.extractOutputValues()).isEmpty();
    assertThat(values(router, Outputs.DISPLAY_EVENTS)).hasSize(1);
    assertThat(values(router, Outputs.CREDENTIAL_EVENTS)).hasSize(1);
    assertThat(values(router, Outputs.EXPERIMENT_EVENTS)).hasSize(1);
    assertThat(values(router, Outputs.SCHEDULE_EVENTS)).hasSize(1);
    assertThat(counts(router)).isEqualTo(Map.of("read", 4L));
  }

  @Test
  void aDeadLetterIsOnlyCountedAsRead() throws Exception {
    Rejected rejected = received(Samples.show("a", 1)).rejected(Reason.FUTURE, "");
    accept(new Intake(Topic.OVERLAY_DISPLAYS, RECORD_TIME, Event.NO_TIME, null, rejected));
    assertThat(values(router, Outputs.REJECTED)).containsExactly(rejected);
    assertThat(counts(router)).as("counted where it is let through").isEqualTo(Map.of("read", 1L));
    assertThat(values(router, Outputs.COUNTS))
        .extracting(Sum::key)
        .containsExactly(new CountKey("live.overlay-displays", 60_000, "read", ""));
  }

  @Test
  void aBotsEventIsCountedAndGoesNowhere() throws Exception {
    accept(new Intake(Topic.VIEWER_EVENTS, RECORD_TIME, Event.NO_TIME, null, null));
    assertThat(router.extractOutputValues()).isEmpty();
    assertThat(counts(router)).isEqualTo(Map.of("read", 1L, "bot", 1L));
  }

  @Test
  void aTickIsNoRecord() throws Exception {
    accept(new Intake(null, RECORD_TIME, RECORD_TIME, null, null));
    assertThat(router.getOutput()).isEmpty();
    assertThat(counts(router)).isEmpty();
  }

  private void accept(Event event) throws Exception {
    accept(new Intake(event.topic(), RECORD_TIME, event.eventTime(), received(event), null));
  }

  private void accept(Intake intake) throws Exception {
    router.processElement(intake, intake.watermarkTime());
  }
}
