package io.trustlift.exposure;

import io.trustlift.model.CodePoints;
import io.trustlift.model.CredentialEvent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Of what type the catalogue says that one credential is, from which instant on. */
public final class TypeHistory {

  /** On a tie of times the entry of the greater event id holds. */
  private static final Comparator<Entry> ORDER =
      Comparator.comparingLong(Entry::from).thenComparing(Entry::eventId, CodePoints.ORDER);

  private record Entry(long from, String eventId, String type) {
    void write(DataOutput out) throws IOException {
      out.writeLong(from);
      Codec.writeText(out, eventId);
      Codec.writeText(out, type);
    }

    static Entry read(DataInput in) throws IOException {
      return new Entry(in.readLong(), Codec.readText(in), Codec.readText(in));
    }
  }

  /** In order of time. */
  private final List<Entry> entries;

  /** A credential of which nothing has been heard. */
  public TypeHistory() {
    this(new ArrayList<>(1));
  }

  private TypeHistory(List<Entry> entries) {
    this.entries = entries;
  }

  /**
   * Takes an entry and forgets those that no instant after the watermark falls to.
   *
   * @param watermark what {@link #at} will be asked for lies after it
   */
  public void add(CredentialEvent event, long watermark) {
    Entry entry = new Entry(event.eventTime(), event.eventId(), event.type());
    int at = entries.size();
    while (at > 0 && ORDER.compare(entries.get(at - 1), entry) > 0) {
      at--;
    }
    entries.add(at, entry);
    while (entries.size() > 1 && entries.get(1).from() <= watermark) {
      entries.remove(0);
    }
  }

  /** The type as of {@code time}; null before the first entry. */
  public String at(long time) {
    for (int at = entries.size() - 1; at >= 0; at--) {
      if (entries.get(at).from() <= time) {
        return entries.get(at).type();
      }
    }
    return null;
  }

  public void write(DataOutput out) throws IOException {
    Codec.writeList(out, entries, (target, entry) -> entry.write(target));
  }

  public static TypeHistory read(DataInput in) throws IOException {
    return new TypeHistory(Codec.readList(in, Entry::read));
  }
}
