package io.trustlift.attribution.operator;

import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.LongArrayList;
import io.trustlift.exposure.Codec;
import io.trustlift.exposure.EventCodec;
import io.trustlift.model.Received;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Events of a stretch of event time, in the order of their arrival, and viewers who are to be woken
 * then. All are as they are written: so they are a few arrays for the collector of garbage, however
 * many they are.
 */
final class Slice {

  private static final int ROOM = 1024;

  private final DataOutputSerializer written = new DataOutputSerializer(ROOM);

  /** Of each event its time, of a wake when it is due. */
  private final LongArrayList times = new LongArrayList();

  /** Of each event its {@link PackedEvent#markOf mark}; of a wake its viewer's hash. */
  private final LongArrayList marks = new LongArrayList();

  private final IntArrayList starts = new IntArrayList();

  /** How many bytes there are of it; below 0 of a wake. */
  private final IntArrayList lengths = new IntArrayList();

  private final DataInputDeserializer in = new DataInputDeserializer();

  /** Takes in an event; its bytes. */
  int add(PackedEvent packed) throws IOException {
    int start = written.length();
    packed.writeWaiting(written);
    return addEvent(packed.eventTime(), packed.mark(), start);
  }

  /** Takes in an event that was held before; its bytes. */
  int add(Received received) throws IOException {
    int start = written.length();
    EventCodec.writeReceived(written, received);
    return addEvent(received.eventTime(), PackedEvent.markOf(received), start);
  }

  private int addEvent(long time, long mark, int start) {
    int length = written.length() - start;
    addPlace(time, mark, start, length);
    return length;
  }

  /** Takes in a viewer who is to be woken. */
  void addWake(String viewerId, long due) throws IOException {
    int start = written.length();
    Codec.writeText(written, viewerId);
    addPlace(due, viewerId.hashCode(), start, start - written.length());
  }

  private void addPlace(long time, long mark, int start, int length) {
    times.add(time);
    marks.add(mark);
    starts.add(start);
    lengths.add(length);
  }

  void addAll(Slice other) throws IOException {
    int shift = written.length();
    other.writeAll(written);
    times.addAll(other.times);
    marks.addAll(other.marks);
    lengths.addAll(other.lengths);
    for (int i = 0; i < other.size(); i++) {
      starts.add(shift + other.starts.get(i));
    }
  }

  /** Takes in what stands at a place of another slice. */
  void addFrom(Slice other, int place) throws IOException {
    int start = written.length();
    int length = other.lengths.get(place);
    written.write(other.written.getSharedBuffer(), other.starts.get(place), Math.abs(length));
    addPlace(other.times.get(place), other.marks.get(place), start, length);
  }

  /** How many events and wakes there are. */
  int size() {
    return marks.size();
  }

  boolean isWake(int place) {
    return lengths.get(place) < 0;
  }

  /** The time of an event, or when a wake is due. */
  long time(int place) {
    return times.get(place);
  }

  /** The hash of the viewer at a place. */
  int viewerHash(int place) {
    return (int) marks.get(place);
  }

  /** The bytes of its events. */
  long eventBytes() {
    long bytes = 0;
    for (int i = 0; i < size(); i++) {
      bytes += Math.max(0, lengths.get(i));
    }
    return bytes;
  }

  /** Writes everything one after the other, and whatever was moved away. */
  void writeAll(DataOutput out) throws IOException {
    out.write(written.getSharedBuffer(), 0, written.length());
  }

  private DataInputDeserializer at(int place) {
    in.setBuffer(written.getSharedBuffer(), starts.get(place), Math.abs(lengths.get(place)));
    return in;
  }

  private Received event(int place) throws IOException {
    return EventCodec.readReceived(at(place));
  }

  private String wokenViewer(int place) throws IOException {
    return Codec.readText(at(place));
  }

  /** The room that its contents have or had, in bytes. */
  int room() {
    return written.getSharedBuffer().length;
  }

  /** Forgets everything, but keeps the room. */
  void clear() {
    written.clear();
    cutTo(0);
  }

  private void cutTo(int size) {
    times.elementsCount = size;
    marks.elementsCount = size;
    starts.elementsCount = size;
    lengths.elementsCount = size;
  }

  /** Says what is at a place. */
  @FunctionalInterface
  private interface Test {
    boolean holds(int place) throws IOException;
  }

  /** Moves what is due by a watermark to another slice; true if nothing is left. */
  boolean moveDue(long watermark, Slice target) throws IOException {
    return move(place -> time(place) <= watermark, target);
  }

  /** Moves the events to another slice; true if nothing is left. */
  boolean moveEvents(Slice target) throws IOException {
    return move(place -> !isWake(place), target);
  }

  /** Moves the events of a viewer up to a time to another slice; true if nothing is left. */
  boolean moveEvents(String viewerId, long until, Slice target) throws IOException {
    int hash = viewerId.hashCode();
    return move(
        place ->
            viewerHash(place) == hash
                && time(place) <= until
                && !isWake(place)
                && event(place).event().key().equals(viewerId),
        target);
  }

  /** Moves a viewer's wakes to another slice; true if nothing is left. */
  boolean moveWakes(String viewerId, Slice target) throws IOException {
    int hash = viewerId.hashCode();
    return move(
        place -> viewerHash(place) == hash && isWake(place) && wokenViewer(place).equals(viewerId),
        target);
  }

  private boolean move(Test moves, Slice target) throws IOException {
    int kept = 0;
    for (int i = 0; i < size(); i++) {
      if (moves.holds(i)) {
        target.addFrom(this, i);
      } else {
        times.set(kept, times.get(i));
        marks.set(kept, marks.get(i));
        starts.set(kept, starts.get(i));
        lengths.set(kept, lengths.get(i));
        kept++;
      }
    }
    cutTo(kept);
    return kept == 0;
  }

  /**
   * Gives each viewer's events in one list, which is only good for as long, and an empty one of who
   * is only to be woken.
   */
  void forEachViewer(Agenda.Taker taker) throws Exception {
    long[] order = new long[size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = (long) viewerHash(i) << Integer.SIZE | i;
    }
    Arrays.sort(order);
    List<Received> events = new ArrayList<>();
    List<String> woken = new ArrayList<>();
    for (int from = 0, to; from < order.length; from = to) {
      to = from;
      while (to < order.length && order[to] >> Integer.SIZE == order[from] >> Integer.SIZE) {
        int place = (int) order[to];
        if (isWake(place)) {
          woken.add(wokenViewer(place));
        } else {
          events.add(event(place));
        }
        to++;
      }
      giveByViewer(events, woken, taker);
      events.clear();
      woken.clear();
    }
  }

  /** Gives what is of one hash, which is of one viewer mostly. */
  private static void giveByViewer(List<Received> events, List<String> woken, Agenda.Taker taker)
      throws Exception {
    if (events.isEmpty()) {
      for (String viewerId : woken) {
        taker.take(viewerId, List.of());
      }
      return;
    }
    String viewerId = events.get(0).event().key();
    List<Received> others = List.of();
    for (int i = 1; i < events.size(); i++) {
      if (!events.get(i).event().key().equals(viewerId)) {
        others = others.isEmpty() ? new ArrayList<>() : others;
        others.add(events.get(i));
      }
    }
    if (others.isEmpty()) {
      taker.take(viewerId, events);
    } else {
      taker.take(
          viewerId, events.stream().filter(one -> one.event().key().equals(viewerId)).toList());
    }
    woken.removeIf(viewerId::equals);
    giveByViewer(others, woken, taker);
  }
}
