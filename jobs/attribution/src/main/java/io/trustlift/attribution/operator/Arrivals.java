package io.trustlift.attribution.operator;

import io.trustlift.exposure.Codec;
import io.trustlift.exposure.EventCodec;
import io.trustlift.exposure.Viewer;
import io.trustlift.model.Received;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
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
 * Events ahead of the watermark, from their arrival until it has passed them: only then is their
 * viewer's state looked at, once for all of a viewer's, and none of them needs a timer.
 *
 * <p>They lie in slices of event time as they come, and are put together by viewer when their slice
 * is due: to keep them by viewer from the start would cost each event several looks at memory that
 * is in no cache. Until then they stay as they are written, and are read once, when they are given
 * away. Of two with one viewer and id, the one that came first is never given away later.
 */
final class Arrivals {

  /** As many bytes of events as may be held. */
  static final long MOST = 64L * 1024 * 1024;

  /** How everything is written: its first byte in each key group. */
  private static final byte FORM = 1;

  /** As much room as is kept in emptied slices, in bytes. */
  private static final int SPARE_ROOM = 32 * 1024 * 1024;

  /** Takes the events of one viewer, and keeps the list no longer than that. */
  @FunctionalInterface
  interface Taker {
    void take(String viewerId, List<Received> events) throws Exception;
  }

  /** By the watermark at which all of them are due. */
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
    return slices.computeIfAbsent(Viewer.wakeFor(eventTime), due -> emptySlice());
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
    Iterator<Slice> candidates = slices.headMap(Viewer.wakeFor(until), true).values().iterator();
    while (candidates.hasNext()) {
      Slice slice = candidates.next();
      if (slice.moveDue(viewerId, until, taken)) {
        candidates.remove();
        empty(slice);
      }
    }
    give(taken, taker);
    empty(taken);
  }

  /** Gives away the events of the slices that the watermark has passed. */
  void takeDue(long watermark, Taker taker) throws Exception {
    ids.forget(watermark);
    NavigableMap<Long, Slice> due = slices.headMap(watermark, true);
    if (due.isEmpty()) {
      return;
    }
    Slice together = emptySlice();
    for (Slice slice : due.values()) {
      together.addAll(slice);
      empty(slice);
    }
    due.clear();
    give(together, taker);
    empty(together);
  }

  /** Gives away everything. */
  void takeAll(Taker taker) throws Exception {
    takeDue(Long.MAX_VALUE, taker);
  }

  private void give(Slice taken, Taker taker) throws Exception {
    bytes -= taken.bytes();
    taken.forEachViewer(taker);
  }

  /**
   * Writes everything, by key group.
   *
   * @param keyGroups how many there are in all
   */
  void write(KeyedStateCheckpointOutputStream stream, int keyGroups) throws IOException {
    Map<Integer, Slice> byGroup = new HashMap<>();
    for (Slice slice : slices.values()) {
      for (int i = 0; i < slice.size(); i++) {
        int group =
            KeyGroupRangeAssignment.computeKeyGroupForKeyHash(slice.viewerHash(i), keyGroups);
        byGroup.computeIfAbsent(group, number -> new Slice()).addFrom(slice, i);
      }
    }
    DataOutputView out = new DataOutputViewStreamWrapper(stream);
    for (Map.Entry<Integer, Slice> group : byGroup.entrySet()) {
      stream.startNewKeyGroup(group.getKey());
      out.writeByte(FORM);
      // The form allows for several lists, as of one viewer each.
      Codec.writeVarInt(out, 1);
      Codec.writeVarInt(out, group.getValue().size());
      group.getValue().writeAll(out);
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
    if (form != FORM) {
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
  }
}
