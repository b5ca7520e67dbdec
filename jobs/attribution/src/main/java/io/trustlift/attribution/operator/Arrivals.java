package io.trustlift.attribution.operator;

import io.trustlift.exposure.Codec;
import io.trustlift.exposure.EventCodec;
import io.trustlift.exposure.Viewer;
import io.trustlift.model.Received;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyedStateCheckpointOutputStream;

/**
 * Events ahead of the watermark, from their arrival until it has passed them: only then is their
 * viewer's state looked at, once for all of a viewer's, and none of them needs a timer.
 *
 * <p>They lie in slices of event time as they come, and are put together by viewer when their slice
 * is due: to keep them by viewer from the start would cost each event several looks at memory that
 * is in no cache. Of two with one viewer and id, the one that came first is never given away later.
 */
final class Arrivals {

  /** As many as may be held. */
  static final int MOST = 300_000;

  /** How everything is written: its first byte in each key group. */
  private static final byte FORM = 1;

  private static final int GROUP_BYTES = 64 * 1024;

  /** Takes the events of one viewer, and keeps the list no longer than that. */
  @FunctionalInterface
  interface Taker {
    void take(String viewerId, List<Received> events) throws Exception;
  }

  /** By the watermark at which all of them are due. */
  private final NavigableMap<Long, Slice> slices = new TreeMap<>();

  private final HeldIds ids = new HeldIds();

  private int size;

  /**
   * Holds an event, unless one of the same viewer and id came before it that would be due after it:
   * then nothing is done, and the viewer's state is to be told of both in the order in which they
   * came.
   */
  boolean add(Received received) {
    long mark = Slice.markOf(received);
    if (received.eventTime() < ids.latest(mark)) {
      return false;
    }
    hold(received, mark);
    return true;
  }

  private void hold(Received received, long mark) {
    ids.add(mark, received.eventTime());
    slices
        .computeIfAbsent(Viewer.wakeFor(received.eventTime()), due -> new Slice())
        .add(Viewer.waiting(received), mark);
    size++;
  }

  /**
   * Up to what event time there may be events of this viewer and id; not after the watermark where
   * there are none.
   */
  long latestOfId(Received received) {
    return ids.latest(Slice.markOf(received));
  }

  boolean areTooMany() {
    return size >= MOST;
  }

  /** Gives away the events of one viewer up to an event time. */
  void take(String viewerId, long until, Taker taker) throws Exception {
    Slice taken = new Slice();
    slices
        .headMap(Viewer.wakeFor(until), true)
        .values()
        .removeIf(slice -> slice.moveDue(viewerId, until, taken));
    give(taken, taker);
  }

  /** Gives away the events of the slices that the watermark has passed. */
  void takeDue(long watermark, Taker taker) throws Exception {
    ids.forget(watermark);
    NavigableMap<Long, Slice> due = slices.headMap(watermark, true);
    if (due.isEmpty()) {
      return;
    }
    Slice taken = due.pollFirstEntry().getValue();
    due.values().forEach(taken::addAll);
    due.clear();
    give(taken, taker);
  }

  /** Gives away everything. */
  void takeAll(Taker taker) throws Exception {
    takeDue(Long.MAX_VALUE, taker);
  }

  private void give(Slice taken, Taker taker) throws Exception {
    size -= taken.size();
    taken.forEachViewer(taker);
  }

  /**
   * Writes everything, by key group.
   *
   * @param keyGroups how many there are in all
   */
  void write(KeyedStateCheckpointOutputStream stream, int keyGroups) throws IOException {
    Map<Integer, List<Received>> byGroup = new HashMap<>();
    for (Slice slice : slices.values()) {
      for (Received received : slice.events()) {
        int group = KeyGroupRangeAssignment.assignToKeyGroup(received.event().key(), keyGroups);
        byGroup.computeIfAbsent(group, number -> new ArrayList<>()).add(received);
      }
    }
    DataOutputSerializer out = new DataOutputSerializer(GROUP_BYTES);
    for (Map.Entry<Integer, List<Received>> group : byGroup.entrySet()) {
      out.clear();
      out.writeByte(FORM);
      // The form allows for several lists, as of one viewer each.
      Codec.writeList(
          out,
          List.of(group.getValue()),
          (target, events) -> Codec.writeList(target, events, EventCodec::writeReceived));
      stream.startNewKeyGroup(group.getKey());
      stream.write(out.getSharedBuffer(), 0, out.length());
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
        hold(received, Slice.markOf(received));
      }
    }
  }
}
