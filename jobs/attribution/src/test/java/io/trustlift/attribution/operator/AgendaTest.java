package io.trustlift.attribution.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trustlift.exposure.Codec;
import io.trustlift.exposure.EventCodec;
import io.trustlift.exposure.Samples;
import io.trustlift.model.Event;
import io.trustlift.model.OrderEvent;
import io.trustlift.model.Received;
import io.trustlift.model.ViewerEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** Which of the events that are held are given away; the whole of it: ViewerJoinOperatorTest. */
class AgendaTest {

  /** Two ids of one hash. */
  private static final String ONE = "Aa";

  private static final String OTHER = "BB";

  private final Agenda agenda = new Agenda();
  private final List<String> taken = new ArrayList<>();

  @Test
  void givesWhatIsDueByViewer() throws Exception {
    add("v", "a", 1_000);
    add("w", "b", 1_010);
    add("v", "c", 1_020);
    add("v", "d", 2_000);
    agenda.takeDue(1_999, this::note);
    assertThat(taken).containsExactlyInAnyOrder("v: a c", "w: b");
    agenda.takeDue(2_000, this::note);
    assertThat(taken).contains("v: d").hasSize(3);
  }

  @Test
  void tellsViewersOfOneHashApart() throws Exception {
    add(ONE, "a", 1_000);
    add(OTHER, "b", 1_000);
    add(ONE, "c", 1_000);
    agenda.takeDue(1_000, this::note);
    assertThat(taken).containsExactlyInAnyOrder(ONE + ": a c", OTHER + ": b");
  }

  @Test
  void givesOfOneViewerOnlyWhatTheWatermarkHasPassed() throws Exception {
    add(ONE, "a", 900);
    add(ONE, "b", 901);
    add(OTHER, "c", 900);
    agenda.take(ONE, 900, this::note);
    assertThat(taken).containsExactly(ONE + ": a");
    agenda.takeEvents(this::note);
    assertThat(taken).containsExactlyInAnyOrder(ONE + ": a", ONE + ": b", OTHER + ": c");
  }

  @Test
  void holdsNoEventThatWouldOvertakeOneOfItsId() throws Exception {
    assertThat(add("v", "a", 5_000)).isTrue();
    assertThat(add("v", "a", 4_999)).isFalse();
    assertThat(add("w", "a", 4_999)).as("of another viewer").isTrue();
    assertThat(add("v", "a", 9_000)).isTrue();
    agenda.takeDue(5_000, this::note);
    assertThat(add("v", "a", 8_999)).as("a later one is still there").isFalse();
    agenda.takeDue(9_000, this::note);
    assertThat(taken).containsExactlyInAnyOrder("v: a", "w: a", "v: a");
    assertThat(add("v", "a", 8_999)).as("nothing is there any more").isTrue();
  }

  @Test
  void givesTwoOfOneIdAndTimeInTheOrderOfTheirArrival() throws Exception {
    ViewerEvent first = event("v", "a", 1_000, ViewerEvent.Type.HEARTBEAT);
    ViewerEvent second = event("v", "a", 1_000, ViewerEvent.Type.SHARE);
    agenda.add(Sent.packed(first));
    agenda.add(Sent.packed(second));
    List<Event> events = new ArrayList<>();
    agenda.takeEvents((viewerId, ofViewer) -> ofViewer.forEach(one -> events.add(one.event())));
    assertThat(events).containsExactly(first, second);
  }

  @Test
  void keepsTheRecordOfAnOrderOnly() throws Exception {
    Event order = Samples.order("o", 1_000, OrderEvent.Status.PAID);
    Event heartbeat = event(order.key(), "h", 1_000, ViewerEvent.Type.HEARTBEAT);
    agenda.add(Sent.packed(order));
    agenda.add(Sent.packed(heartbeat));
    List<Received> events = new ArrayList<>();
    agenda.takeEvents((viewerId, ofViewer) -> events.addAll(ofViewer));
    assertThat(events).extracting(Received::event).containsExactly(order, heartbeat);
    assertThat(events.get(0).payload()).isEqualTo(Samples.received(order).payload()).isNotEmpty();
    assertThat(events.get(1).payload()).isEmpty();
  }

  @Test
  void givesAWakeWithTheEventsOfItsViewer() throws Exception {
    add(ONE, "a", 1_000);
    agenda.wake(ONE, 1_000);
    agenda.wake(OTHER, 1_000);
    agenda.wake("w", 1_250);
    agenda.takeDue(1_000, this::note);
    assertThat(taken).as("the other is of the same hash").containsExactly(ONE + ": a", OTHER + ":");
    agenda.takeDue(1_250, this::note);
    assertThat(taken).hasSize(3).endsWith("w:");
    assertThat(agenda.size()).isZero();
  }

  @Test
  void wakesStayWhenAllEventsGo() throws Exception {
    add("v", "a", 1_000);
    agenda.wake("v", 1_000);
    agenda.takeEvents(this::note);
    agenda.take("v", 1_000, this::note);
    assertThat(taken).containsExactly("v: a");
    agenda.takeDue(1_000, this::note);
    assertThat(taken).containsExactly("v: a", "v:");
  }

  @Test
  void forgetsTheWakesOfOneViewer() throws Exception {
    agenda.wake(ONE, 1_000);
    agenda.wake(ONE, 2_000);
    agenda.wake(OTHER, 1_000);
    agenda.forgetWakes(ONE);
    assertThat(agenda.size()).isEqualTo(1);
    agenda.takeDue(2_000, this::note);
    assertThat(taken).containsExactly(OTHER + ":");
  }

  @Test
  void readsTheFormThatHadNoWakes() throws Exception {
    Received received = Samples.received(event("v", "a", 1_000, ViewerEvent.Type.HEARTBEAT));
    DataOutputSerializer out = new DataOutputSerializer(64);
    out.writeByte(1);
    Codec.writeList(
        out,
        List.of(List.of(received)),
        (target, events) -> Codec.writeList(target, events, EventCodec::writeReceived));
    agenda.read(new ByteArrayInputStream(out.getCopyOfBuffer()));
    assertThat(add("v", "a", 999)).as("it is known that it waits").isFalse();
    agenda.takeDue(1_000, this::note);
    assertThat(taken).containsExactly("v: a");
  }

  @Test
  void stateOfAnotherFormIsRefusedWithTheWayOut() {
    assertThatThrownBy(() -> agenda.read(new ByteArrayInputStream(new byte[] {7})))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("form 7, not 2")
        .hasMessageContaining("without this checkpoint");
  }

  private boolean add(String viewerId, String id, long time) throws IOException {
    return agenda.add(Sent.packed(event(viewerId, id, time, ViewerEvent.Type.HEARTBEAT)));
  }

  private static ViewerEvent event(String viewerId, String id, long time, ViewerEvent.Type type) {
    return Samples.liveOf(viewerId, Samples.STREAM, id, time, type);
  }

  private void note(String viewerId, List<Received> events) {
    StringBuilder note = new StringBuilder(viewerId).append(':');
    events.forEach(received -> note.append(' ').append(received.event().eventId()));
    taken.add(note.toString());
  }
}
