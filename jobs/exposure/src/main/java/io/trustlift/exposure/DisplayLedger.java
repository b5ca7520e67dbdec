package io.trustlift.exposure;

import static io.trustlift.model.Parameters.DUPLICATE_WINDOW;
import static io.trustlift.model.Parameters.MAX_DISPLAY;
import static io.trustlift.model.Parameters.MINUTE;
import static io.trustlift.model.Parameters.REPLAY_HORIZON;
import static io.trustlift.model.Parameters.VISIT_GAP;

import io.trustlift.model.CodePoints;
import io.trustlift.model.DisplayEvent;
import io.trustlift.model.Reason;
import io.trustlift.model.Received;
import io.trustlift.model.Rejected;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Section "Displays": settles the shows and hides of one {@code display_id} of one stream into one
 * interval. The earliest show counts, and the earliest hide after it; a hide with no show before it
 * is an orphan.
 */
public final class DisplayLedger {

  /** What the ledger has to say. */
  public interface Output {
    void changed(DisplayChange change);

    void used(Received event);

    void rejected(Rejected rejected);
  }

  /** A hide at the instant of a show is not after it: it is asked first. */
  private static final Comparator<Received> ORDER =
      Comparator.comparingLong(Received::eventTime)
          .thenComparing(received -> event(received).show())
          .thenComparing(received -> event(received).eventId(), CodePoints.ORDER);

  /**
   * How long after its end a display may still be asked for, the recording being watched up to the
   * next event of its visit.
   */
  private static final long RETIREMENT = REPLAY_HORIZON + VISIT_GAP + MINUTE;

  private final IdMemory ids;
  private final List<Received> pending;
  private Display display;
  private boolean ended;

  /** A display of which nothing has been heard. */
  public DisplayLedger() {
    this(new IdMemory(), new ArrayList<>(2), null, false);
  }

  private DisplayLedger(IdMemory ids, List<Received> pending, Display display, boolean ended) {
    this.ids = ids;
    this.pending = pending;
    this.display = display;
    this.ended = ended;
  }

  /** Takes an event on arrival. */
  public Disposition accept(Received received, long watermark) {
    DisplayEvent event = event(received);
    if (!ids.add(event)) {
      return Disposition.DUPLICATE;
    }
    if (event.eventTime() > watermark) {
      pending.add(received);
      return Disposition.PENDING;
    }
    if (event.show()) {
      return display != null && display.shownAt() <= event.eventTime()
          ? Disposition.USED
          : Disposition.LATE;
    }
    if (isOrphan(event)) {
      return Disposition.ORPHAN_HIDE;
    }
    return event.eventTime() < display.hiddenAt() ? Disposition.LATE : Disposition.USED;
  }

  /** Applies what the watermark has passed. */
  public void advance(long watermark, Output out) {
    for (Received received : Due.take(pending, watermark, ORDER)) {
      apply(received, out);
    }
    if (display != null && !ended && display.hiddenAt() <= watermark) {
      end(DisplayChange.Kind.RAN_OUT, display.hiddenAt(), out);
    }
    ids.forget(watermark);
    if (display != null && forgottenAt() <= watermark) {
      out.changed(new DisplayChange(DisplayChange.Kind.RETIRED, display));
      display = null;
      ended = false;
    }
  }

  private void apply(Received received, Output out) {
    DisplayEvent event = event(received);
    if (event.show()) {
      if (display == null) {
        display = Display.shownBy(event);
        out.changed(new DisplayChange(DisplayChange.Kind.SHOWN, display));
      }
    } else if (isOrphan(event)) {
      out.rejected(received.rejected(Reason.ORPHAN_HIDE, "display_id was not shown before"));
      return;
    } else if (!ended && event.eventTime() <= display.hiddenAt()) {
      end(DisplayChange.Kind.HIDDEN, event.eventTime(), out);
    }
    out.used(received);
  }

  private boolean isOrphan(DisplayEvent hide) {
    return display == null || display.shownAt() >= hide.eventTime();
  }

  private void end(DisplayChange.Kind kind, long time, Output out) {
    display = display.hiddenAt(time);
    ended = true;
    out.changed(new DisplayChange(kind, display));
  }

  private long forgottenAt() {
    return Math.max(
        display.shownAt() + MAX_DISPLAY + DUPLICATE_WINDOW, display.hiddenAt() + RETIREMENT);
  }

  /** Whether, with that watermark, no replay can show the display any more. */
  public static boolean isOutOfReach(Display display, long watermark) {
    return display.hiddenAt() + RETIREMENT <= watermark;
  }

  /** The watermark at which {@link #advance} has something to do, or {@link Long#MAX_VALUE}. */
  public long nextWake() {
    long wake = ids.nextWake();
    for (Received received : pending) {
      wake = Math.min(wake, received.eventTime());
    }
    if (display != null) {
      wake = Math.min(wake, ended ? forgottenAt() : display.hiddenAt());
    }
    return wake;
  }

  /** Whether nothing is left to remember. */
  public boolean isEmpty() {
    return display == null && pending.isEmpty() && ids.isEmpty();
  }

  private static DisplayEvent event(Received received) {
    return (DisplayEvent) received.event();
  }

  public void write(DataOutput out) throws IOException {
    ids.write(out);
    Codec.writeList(out, pending, EventCodec::writeReceived);
    out.writeBoolean(ended);
    out.writeBoolean(display != null);
    if (display != null) {
      display.write(out);
    }
  }

  public static DisplayLedger read(DataInput in) throws IOException {
    IdMemory ids = IdMemory.read(in);
    List<Received> pending = Codec.readList(in, EventCodec::readReceived);
    boolean ended = in.readBoolean();
    return new DisplayLedger(ids, pending, in.readBoolean() ? Display.read(in) : null, ended);
  }
}
