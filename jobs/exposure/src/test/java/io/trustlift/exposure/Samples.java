package io.trustlift.exposure;

import io.trustlift.model.AssignmentEvent;
import io.trustlift.model.CredentialEvent;
import io.trustlift.model.DisplayEvent;
import io.trustlift.model.ErasureEvent;
import io.trustlift.model.Event;
import io.trustlift.model.ExperimentEvent;
import io.trustlift.model.Mode;
import io.trustlift.model.OrderEvent;
import io.trustlift.model.Received;
import io.trustlift.model.ScheduleEvent;
import io.trustlift.model.ViewerEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Events and displays for tests: what a test does not name has one and the same value. */
public final class Samples {

  public static final String STREAM = "s";
  public static final String VIEWER = "v";

  private Samples() {}

  /** The event as it was read, with its id for bytes. */
  public static Received received(Event event) {
    byte[] id = event.eventId().getBytes(StandardCharsets.UTF_8);
    byte[] key = event.key().getBytes(StandardCharsets.UTF_8);
    return new Received(event, 0, 0, event.eventTime(), key, id);
  }

  public static DisplayEvent show(String eventId, long time) {
    return new DisplayEvent(eventId, time, "d", STREAM, true, "c", "backdrop", "p", "", "");
  }

  public static DisplayEvent hide(String eventId, long time) {
    return new DisplayEvent(eventId, time, "d", STREAM, false, "", "", "", "", "");
  }

  /** A display of credential {@code c} that everyone sees. */
  public static Display display(String displayId, long shownAt, long hiddenAt) {
    return new Display(displayId, STREAM, "c", "backdrop", "p", "", "", shownAt, hiddenAt);
  }

  public static ViewerEvent live(String eventId, long time, ViewerEvent.Type type) {
    return liveOf(VIEWER, STREAM, eventId, time, type);
  }

  /** An event of any viewer in any room. */
  public static ViewerEvent liveOf(
      String viewerId, String streamId, String eventId, long time, ViewerEvent.Type type) {
    return new ViewerEvent(
        eventId,
        time,
        type,
        streamId,
        viewerId,
        "US",
        Mode.LIVE,
        "",
        Event.NO_TIME,
        0,
        ViewerEvent.NO_LATENCY,
        "",
        "");
  }

  public static ViewerEvent replay(String eventId, long time, long mediaTime) {
    ViewerEvent.Type type = ViewerEvent.Type.HEARTBEAT;
    return new ViewerEvent(
        eventId,
        time,
        type,
        STREAM,
        VIEWER,
        "US",
        Mode.REPLAY,
        "",
        mediaTime,
        0,
        ViewerEvent.NO_LATENCY,
        "",
        "");
  }

  public static ViewerEvent reply(String eventId, long time, String questionId) {
    ViewerEvent.Type type = ViewerEvent.Type.REPLY;
    return new ViewerEvent(
        eventId,
        time,
        type,
        STREAM,
        VIEWER,
        "US",
        Mode.LIVE,
        questionId,
        Event.NO_TIME,
        0,
        ViewerEvent.NO_LATENCY,
        "",
        "");
  }

  public static OrderEvent order(String eventId, long time, OrderEvent.Status status) {
    return new OrderEvent(
        eventId, time, "o", status, VIEWER, "US", new BigDecimal("19.9000"), "EUR", "");
  }

  public static AssignmentEvent assignment(String eventId, long time, String variant) {
    return new AssignmentEvent(eventId, time, "x", VIEWER, variant);
  }

  /** An active entry that holds without bounds. */
  public static CredentialEvent entry(String eventId, long time) {
    return entry(eventId, time, false, Event.NO_TIME, Event.NO_TIME);
  }

  public static CredentialEvent entry(
      String eventId, long time, boolean revoked, long validFrom, long validUntil) {
    return new CredentialEvent(
        eventId,
        time,
        "c",
        "authority",
        "certificate",
        "ISO 9001",
        revoked,
        "",
        "",
        "",
        "",
        "",
        validFrom,
        validUntil,
        Event.NO_TIME,
        null,
        true,
        List.of("US"),
        List.of());
  }

  /** Two arms of equal share. */
  public static ExperimentEvent experiment(String eventId, long time) {
    return new ExperimentEvent(
        eventId,
        time,
        "x",
        "Certificates",
        "a",
        List.of("a", "b"),
        List.of(0.5, 0.5),
        "order_rate",
        null,
        time,
        Event.NO_TIME);
  }

  /** An entry of the plan of streams. */
  public static ErasureEvent erasure(String eventId, long time) {
    return new ErasureEvent(eventId, time, VIEWER);
  }

  public static ScheduleEvent plan(String eventId, long time) {
    return new ScheduleEvent(eventId, time, STREAM, time + 1, "Tuesdays", false);
  }

  /** What a checkpoint and recovery would make of a value. */
  static <T> T copy(T value, Codec.Writer<T> writer, Codec.Reader<T> reader) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      writer.write(new DataOutputStream(bytes), value);
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
      T copy = reader.read(in);
      if (in.read() >= 0) {
        throw new AssertionError("Not all was read back of " + value);
      }
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
