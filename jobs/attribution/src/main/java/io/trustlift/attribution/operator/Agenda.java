package io.trustlift.attribution.operator;

import com.carrotsearch.hppc.LongArrayList;
import io.trustlift.exposure.Codec;
import io.trustlift.exposure.EventCodec;
import io.trustlift.model.Received;
import java.io.BufferedInputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyedStateCheckpointOutputStream;

/**
 * What the join has to do by event time: events ahead of the watermark, which wait here from their
 * arrival until it has passed them, and viewers who are to be woken. A viewer's state is looked at
 * once for all that is due, and nothing of it needs a timer.
 *
 * <p>It lies in slices of event time as it comes, and is put together by viewer when its slice is
 * due: to keep it by viewer from the start would cost each event several looks at memory that is in
 * no cache. Until then it stays as it is written, and is read once, when it is given away. Of two
 * events with one viewer and id, the one that came first is never given away later.
 */
final class Agenda {

  /** As many bytes of events as may be held. */
  static final long MOST = 64L * 1024 * 1024;

  /** How everything is written: its first byte in each key group. */
  private static final byte FORM = 2;

  /** The form that had no wakes; they were timers. */
  private static final byte WITHOUT_WAKES = 1;

  /** How much event time a slice covers, in milliseconds. */
  private static final long WIDTH = 1_000;

  /** As much room as is kept in emptied slices, in bytes. */
  private static final int SPARE_ROOM = 32 * 1024 * 1024;

  /** Takes the events of one viewer, or none of one to be woken, and does not keep the list. */
  @FunctionalInterface
  interface Taker {
    void take(String viewerId, List<Received> events) throws Exception;
  }

  /** By the latest time in them. */
  private final NavigableMap<Long, Slice> slices = new TreeMap<>();

  private final Deque<Slice> spare = new ArrayDeque<>();
  private int spareRoom;

  private final HeldIds ids = new HeldIds();

  /** The bytes of the events that are held. */
  private long bytes;

  /**
   * Holds an event, unless one of the same viewer and id came before it that would be due after it:
   * then nothing is done, and the viewer's state is to be told of both in the order in which they
   * came.
   */
  boolean add(PackedEvent packed) throws IOException {
    if (packed.eventTime() < ids.latest(packed.mark())) {
      return false;
    }
    bytes += slice(packed.mark(), packed.eventTime()).add(packed);
    return true;
  }

  /** The slice for one more event. */
  private Slice slice(long mark, long eventTime) {
    ids.add(mark, eventTime);
    return slice(eventTime);
  }

  private Slice slice(long time) {
    return slices.computeIfAbsent(lastOfSlice(time), last -> emptySlice());
  }

  /** The latest time in the slice that a time lies in. */
  private static long lastOfSlice(long time) {
    return Math.floorDiv(time, WIDTH) * WIDTH + WIDTH - 1;
  }

  /** Notes a viewer who is to be woken when the watermark has come to {@code due}. */
  void wake(String viewerId, long due) throws IOException {
    slice(due).addWake(viewerId, due);
  }

  /** Forgets when a viewer was to be woken. */
  void forgetWakes(String viewerId) throws IOException {
    Slice forgotten = emptySlice();
    removeEmptied(slices, slice -> slice.moveWakes(viewerId, forgotten));
    empty(forgotten);
  }

  /** How many events and wakes are held. */
  int size() {
    return slices.values().stream().mapToInt(Slice::size).sum();
  }

  private Slice emptySlice() {
    if (spare.isEmpty()) {
      return new Slice();
    }
    Slice slice = spare.pop();
    spareRoom -= slice.room();
    return slice;
  }

  private void empty(Slice slice) {
    slice.clear();
    if (slice.room() <= SPARE_ROOM - spareRoom) {
      spareRoom += slice.room();
      spare.push(slice);
    }
  }

  /**
   * Up to what event time there may be events of this viewer and id; not after the watermark where
   * there are none.
   */
  long latestOfId(PackedEvent packed) {
    return ids.latest(packed.mark());
  }

  boolean areTooMany() {
    return bytes >= MOST;
  }

  /** Gives away the events of one viewer up to an event time. */
  void take(String viewerId, long until, Taker taker) throws Exception {
    Slice taken = emptySlice();
    removeEmptied(
        slices.headMap(lastOfSlice(until), true),
        slice -> slice.moveEvents(viewerId, until, taken));
    give(taken, taker);
  }

  /** Takes something out of a slice; true if nothing is left. */
  @FunctionalInterface
  private interface Removal {
    boolean empties(Slice slice) throws IOException;
  }

  private void removeEmptied(Map<Long, Slice> candidates, Removal removal) throws IOException {
    Iterator<Slice> iterator = candidates.values().iterator();
    while (iterator.hasNext()) {
      Slice slice = iterator.next();
      if (removal.empties(slice)) {
        iterator.remove();
        empty(slice);
      }
    }
  }

  /** Gives away what the watermark has passed. */
  void takeDue(long watermark, Taker taker) throws Exception {
    ids.forget(watermark);
    Slice due = emptySlice();
    NavigableMap<Long, Slice> passed = slices.headMap(watermark, true);
    for (Slice slice : passed.values()) {
      due.addAll(slice);
      empty(slice);
    }
    passed.clear();
    Map.Entry<Long, Slice> next = slices.firstEntry();
    if (next != null && next.getValue().moveDue(watermark, due)) {
      empty(slices.pollFirstEntry().getValue());
    }
    give(due, taker);
  }

  /** Gives away all events. */
  void takeEvents(Taker taker) throws Exception {
    Slice taken = emptySlice();
    removeEmptied(slices, slice -> slice.moveEvents(taken));
    give(taken, taker);
  }

  private void give(Slice taken, Taker taker) throws Exception {
    bytes -= taken.eventBytes();
    taken.forEachViewer(taker);
    empty(taken);
  }

  /**
   * Writes everything, by key group.
   *
   * @param keyGroups how many there are in all
   */
  void write(KeyedStateCheckpointOutputStream stream, int keyGroups) throws IOException {
    Map<Integer, Group> groups = new HashMap<>();
    for (Slice slice : slices.values()) {
      for (int i = 0; i < slice.size(); i++) {
        int group =
            KeyGroupRangeAssignment.computeKeyGroupForKeyHash(slice.viewerHash(i), keyGroups);
        groups.computeIfAbsent(group, number -> new Group()).add(slice, i);
      }
    }
    DataOutputView out = new DataOutputViewStreamWrapper(stream);
    for (Map.Entry<Integer, Group> group : groups.entrySet()) {
      stream.startNewKeyGroup(group.getKey());
      group.getValue().write(out);
    }
  }

  /** What is to be written of one key group. */
  private static final class Group {
    final Slice events = new Slice();
    final Slice wakes = new Slice();
    final LongArrayList dues = new LongArrayList();

    void add(Slice slice, int place) throws IOException {
      if (slice.isWake(place)) {
        dues.add(slice.time(place));
        wakes.addFrom(slice, place);
      } else {
        events.addFrom(slice, place);
      }
    }

    void write(DataOutput out) throws IOException {
      out.writeByte(FORM);
      // The form allows for several lists, as of one viewer each.
      Codec.writeVarInt(out, 1);
      Codec.writeVarInt(out, events.size());
      events.writeAll(out);
      Codec.writeVarInt(out, dues.size());
      for (int i = 0; i < dues.size(); i++) {
        out.writeLong(dues.get(i));
      }
      wakes.writeAll(out);
    }
  }

  /**
   * Takes in what was written of one key group.
   *
   * @throws IOException also when it is of a form that is not known
   */
  void read(InputStream stream) throws IOException {
    DataInputStream in = new DataInputStream(new BufferedInputStream(stream));
    byte form = in.readByte();
    if (form != FORM && form != WITHOUT_WAKES) {
      throw new IOException(
          "The join's raw keyed state has form "
              + form
              + ", not "
              + FORM
              + ": start the version that wrote it, or without this checkpoint.");
    }
    for (List<Received> events :
        Codec.readList(in, source -> Codec.readList(source, EventCodec::readReceived))) {
      for (Received received : events) {
        bytes += slice(PackedEvent.markOf(received), received.eventTime()).add(received);
      }
    }
    if (form != WITHOUT_WAKES) {
      for (long due : Codec.readList(in, DataInput::readLong)) {
        wake(Codec.readText(in), due);
      }
    }
  }
}
