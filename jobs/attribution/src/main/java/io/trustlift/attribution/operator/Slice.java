package io.trustlift.attribution.operator;

import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.LongArrayList;
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
 * Events of a stretch of event time, in the order of their arrival, as they are written: so they
 * are a few arrays for the collector of garbage, however many they are.
 */
final class Slice {

  private static final int ROOM = 1024;

  private final DataOutputSerializer written = new DataOutputSerializer(ROOM);

  /** Of each event its {@link PackedEvent#markOf mark} and its place among the bytes. */
  private final LongArrayList marks = new LongArrayList();

  private final IntArrayList starts = new IntArrayList();
  private final IntArrayList lengths = new IntArrayList();

  private final DataInputDeserializer in = new DataInputDeserializer();

  /** Takes in an event; its bytes. */
  int add(PackedEvent packed) throws IOException {
    int start = written.length();
    packed.writeWaiting(written);
    return addPlace(packed.mark(), start);
  }

  /** Takes in an event that was held before; its bytes. */
  int add(Received received) throws IOException {
    int start = written.length();
    EventCodec.writeReceived(written, received);
    return addPlace(PackedEvent.markOf(received), start);
  }

  private int addPlace(long mark, int start) {
    int length = written.length() - start;
    marks.add(mark);
    starts.add(start);
    lengths.add(length);
    return length;
  }

  void addAll(Slice other) throws IOException {
    int shift = written.length();
    other.writeAll(written);
    marks.addAll(other.marks);
    lengths.addAll(other.lengths);
    for (int i = 0; i < other.size(); i++) {
      starts.add(shift + other.starts.get(i));
    }
  }

  void addFrom(Slice other, int event) throws IOException {
    int start = written.length();
    written.write(
        other.written.getSharedBuffer(), other.starts.get(event), other.lengths.get(event));
    addPlace(other.marks.get(event), start);
  }

  int size() {
    return marks.size();
  }

  /** The hash of an event's viewer. */
  int viewerHash(int event) {
    return (int) marks.get(event);
  }

  /** Writes every event for {@link EventCodec#readReceived}, and whatever was moved away. */
  void writeAll(DataOutput out) throws IOException {
    out.write(written.getSharedBuffer(), 0, written.length());
  }

  private Received read(int event) throws IOException {
    in.setBuffer(written.getSharedBuffer(), starts.get(event), lengths.get(event));
    return EventCodec.readReceived(in);
  }

  /** The bytes of its events, if none was moved away. */
  int bytes() {
    return written.length();
  }

  /** The room that its events have or had, in bytes. */
  int room() {
    return written.getSharedBuffer().length;
  }

  /** Forgets everything, but keeps the room. */
  void clear() {
    written.clear();
    cutTo(0);
  }

  private void cutTo(int size) {
    marks.elementsCount = size;
    starts.elementsCount = size;
    lengths.elementsCount = size;
  }

  /** Moves the events of a viewer up to a time to another slice; true if none is left. */
  boolean moveDue(String viewerId, long until, Slice target) throws IOException {
    int viewer = viewerId.hashCode();
    int kept = 0;
    for (int i = 0; i < size(); i++) {
      if (viewerHash(i) == viewer && isDue(read(i), viewerId, until)) {
        target.addFrom(this, i);
      } else {
        keep(i, kept);
        kept++;
      }
    }
    cutTo(kept);
    return kept == 0;
  }

  private static boolean isDue(Received received, String viewerId, long until) {
    return received.eventTime() <= until && received.event().key().equals(viewerId);
  }

  private void keep(int event, int place) {
    marks.set(place, marks.get(event));
    starts.set(place, starts.get(event));
    lengths.set(place, lengths.get(event));
  }

  /** Gives each viewer's events in one list, which is only good for as long. */
  void forEachViewer(Arrivals.Taker taker) throws Exception {
    long[] order = new long[size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = (long) viewerHash(i) << Integer.SIZE | i;
    }
    Arrays.sort(order);
    List<Received> ofViewer = new ArrayList<>();
    for (int from = 0, to; from < order.length; from = to) {
      to = from;
      while (to < order.length && order[to] >> Integer.SIZE == order[from] >> Integer.SIZE) {
        ofViewer.add(read((int) order[to]));
        to++;
      }
      giveByViewer(ofViewer, taker);
      ofViewer.clear();
    }
  }

  /** Gives events of one hash, which are of one viewer mostly. */
  private static void giveByViewer(List<Received> events, Arrivals.Taker taker) throws Exception {
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
      giveByViewer(others, taker);
    }
  }
}
