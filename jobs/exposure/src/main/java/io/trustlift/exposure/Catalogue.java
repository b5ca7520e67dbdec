package io.trustlift.exposure;

import io.trustlift.model.CodePoints;
import io.trustlift.model.CredentialEvent;
import io.trustlift.model.Event;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The catalogue's entries of one credential, all of them and forever: validity is asked as of an
 * instant. A display asks as of the instant it was shown, once the watermark has passed that.
 */
public final class Catalogue {

  /** On a tie of times the entry of the greater event id holds. */
  private static final Comparator<Entry> ORDER =
      Comparator.comparingLong(Entry::from).thenComparing(Entry::eventId, CodePoints.ORDER);

  /**
   * What holds from an instant on.
   *
   * @param validFrom {@link Event#NO_TIME} where open, as {@code validUntil}
   * @param askedAt the latest instant at which a display asked and this entry answered, or {@link
   *     Event#NO_TIME}
   */
  private record Entry(
      long from, String eventId, boolean revoked, long validFrom, long validUntil, long askedAt) {

    Entry asked(long time) {
      return time <= askedAt
          ? this
          : new Entry(from, eventId, revoked, validFrom, validUntil, time);
    }

    String validityAt(long time) {
      if (revoked) {
        return "revoked";
      }
      if (validFrom != Event.NO_TIME && time < validFrom) {
        return "not_yet_valid";
      }
      return validUntil != Event.NO_TIME && time >= validUntil ? "expired" : "valid";
    }
  }

  private static final Entry UNKNOWN =
      new Entry(Event.NO_TIME, "", false, Event.NO_TIME, Event.NO_TIME, Event.NO_TIME);

  private final IdMemory ids;

  /** In order of time; the first stands for the time before any entry. */
  private final List<Entry> entries;

  private final List<Display> asking;

  /** A credential of which nothing has been heard. */
  public Catalogue() {
    this(new IdMemory(), new ArrayList<>(List.of(UNKNOWN)), new ArrayList<>(1));
  }

  private Catalogue(IdMemory ids, List<Entry> entries, List<Display> asking) {
    this.ids = ids;
    this.entries = entries;
    this.asking = asking;
  }

  /**
   * Takes an entry on arrival. It is late only when a display has been judged that it would have
   * been asked about.
   */
  public Disposition accept(CredentialEvent event) {
    if (!ids.add(event)) {
      return Disposition.DUPLICATE;
    }
    Entry entry =
        new Entry(
            event.eventTime(),
            event.eventId(),
            event.revoked(),
            event.validFrom(),
            event.validUntil(),
            Event.NO_TIME);
    int at = entries.size();
    while (at > 1 && ORDER.compare(entries.get(at - 1), entry) > 0) {
      at--;
    }
    if (entries.get(at - 1).askedAt() >= event.eventTime()) {
      return Disposition.LATE;
    }
    entries.add(at, entry);
    return Disposition.USED;
  }

  /**
   * Takes a display whose validity is to be judged when the watermark has passed the instant it was
   * shown.
   */
  public void ask(Display display) {
    asking.add(display);
  }

  /** Takes the validity of a display. */
  @FunctionalInterface
  public interface Answer {
    /**
     * Tells it.
     *
     * @param validity {@code unknown}, {@code revoked}, {@code not_yet_valid}, {@code expired} or
     *     {@code valid}
     */
    void accept(Display display, String validity);
  }

  /** Judges the displays that the watermark has passed. */
  public void advance(long watermark, Answer answer) {
    asking.removeIf(
        display -> {
          if (display.shownAt() > watermark) {
            return false;
          }
          answer.accept(display, validityAt(display.shownAt()));
          return true;
        });
    ids.forget(watermark);
  }

  private String validityAt(long time) {
    int at = entries.size() - 1;
    while (entries.get(at).from() > time) {
      at--;
    }
    Entry entry = entries.get(at).asked(time);
    entries.set(at, entry);
    return at == 0 ? "unknown" : entry.validityAt(time);
  }

  /** The watermark at which {@link #advance} has something to do, or {@link Long#MAX_VALUE}. */
  public long nextWake() {
    long wake = ids.nextWake();
    for (Display display : asking) {
      wake = Math.min(wake, display.shownAt());
    }
    return wake;
  }

  public void write(DataOutput out) throws IOException {
    ids.write(out);
    Codec.writeList(out, entries, Catalogue::writeEntry);
    Codec.writeList(out, asking, (target, display) -> display.write(target));
  }

  public static Catalogue read(DataInput in) throws IOException {
    return new Catalogue(
        IdMemory.read(in),
        Codec.readList(in, Catalogue::readEntry),
        Codec.readList(in, Display::read));
  }

  private static void writeEntry(DataOutput out, Entry entry) throws IOException {
    out.writeLong(entry.from());
    Codec.writeText(out, entry.eventId());
    out.writeBoolean(entry.revoked());
    out.writeLong(entry.validFrom());
    out.writeLong(entry.validUntil());
    out.writeLong(entry.askedAt());
  }

  private static Entry readEntry(DataInput in) throws IOException {
    return new Entry(
        in.readLong(),
        Codec.readText(in),
        in.readBoolean(),
        in.readLong(),
        in.readLong(),
        in.readLong());
  }
}
