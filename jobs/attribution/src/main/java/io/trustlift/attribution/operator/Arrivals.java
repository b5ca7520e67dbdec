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
 * Events ahead of the watermark, by viewer, from their arrival until it has passed the first of a
 * viewer's: only then is the viewer's state looked at, once for all that have come, and none of
 * them needs a timer. Of each viewer they stay in the order of their arrival, which tells what is a
 * duplicate of what.
 */
final class Arrivals {

  /** As many as may be held. */
  static final int MOST = 300_000;

  /** How everything is written: its first byte in each key group. */
  private static final byte FORM = 1;

  private static final int GROUP_BYTES = 64 * 1024;

  /** Takes the events of one viewer. */
  @FunctionalInterface
  interface Taker {
    /**
     * Takes some.
     *
     * @param nextWake when the rest of that viewer's wants to be looked at; {@link Long#MAX_VALUE}
     *     where there is none
     */
    void take(String viewerId, List<Received> events, long nextWake) throws Exception;
  }

  private static final class OfViewer {
    final String viewerId;
    List<Received> events = new ArrayList<>(2);
    long wake = Long.MAX_VALUE;

    OfViewer(String viewerId) {
      this.viewerId = viewerId;
    }

    /** How many events there are up to the last one that the watermark has passed. */
    int due(long watermark) {
      int due = events.size();
      while (due > 0 && events.get(due - 1).eventTime() > watermark) {
        due--;
      }
      return due;
    }

    /** Leaves no more than what came after the first {@code count} events, and gives those. */
    List<Received> takeFirst(int count) {
      List<Received> first = events.subList(0, count);
      events = new ArrayList<>(events.subList(count, events.size()));
      return first;
    }
  }

  private final Map<String, OfViewer> byViewer = new HashMap<>();

  /**
   * By when their first event wants to be looked at. One with an earlier event is entered a second
   * time; whoever is found here with another {@code wake}, or no more in {@code byViewer}, is
   * passed over.
   */
  private final NavigableMap<Long, List<OfViewer>> byWake = new TreeMap<>();

  private int size;

  /** Holds an event. */
  void add(String viewerId, Received received) {
    OfViewer viewer = byViewer.computeIfAbsent(viewerId, OfViewer::new);
    viewer.events.add(Viewer.waiting(received));
    size++;
    enter(viewer, received);
  }

  private void enter(OfViewer viewer, Received received) {
    long wake = Viewer.wakeFor(received.eventTime());
    if (wake < viewer.wake) {
      viewer.wake = wake;
      byWake.computeIfAbsent(wake, time -> new ArrayList<>()).add(viewer);
    }
  }

  boolean areTooMany() {
    return size >= MOST;
  }

  /** Gives away the events of one viewer. */
  void takeAll(String viewerId, Taker taker) throws Exception {
    OfViewer viewer = byViewer.get(viewerId);
    if (viewer != null) {
      takeDue(viewer, Long.MAX_VALUE, taker);
    }
  }

  /**
   * Gives away the events that the watermark has passed, and those of the same viewers that came
   * before them.
   */
  void takeDue(long watermark, Taker taker) throws Exception {
    while (!byWake.isEmpty() && byWake.firstKey() <= watermark) {
      Map.Entry<Long, List<OfViewer>> due = byWake.pollFirstEntry();
      for (OfViewer viewer : due.getValue()) {
        if (viewer.wake == due.getKey()) {
          takeDue(viewer, watermark, taker);
        }
      }
    }
  }

  /** The same of one viewer, also of what would not be woken for yet. */
  void takeDue(String viewerId, long watermark, Taker taker) throws Exception {
    OfViewer viewer = byViewer.get(viewerId);
    if (viewer != null) {
      takeDue(viewer, watermark, taker);
    }
  }

  private void takeDue(OfViewer viewer, long watermark, Taker taker) throws Exception {
    int due = viewer.due(watermark);
    if (due == 0) {
      return;
    }
    size -= due;
    viewer.wake = Long.MAX_VALUE;
    List<Received> events = viewer.events;
    if (due == events.size()) {
      byViewer.remove(viewer.viewerId);
    } else {
      events = viewer.takeFirst(due);
      viewer.events.forEach(later -> enter(viewer, later));
    }
    taker.take(viewer.viewerId, events, viewer.wake);
  }

  /**
   * Writes everything, by key group.
   *
   * @param keyGroups how many there are in all
   */
  void write(KeyedStateCheckpointOutputStream stream, int keyGroups) throws IOException {
    Map<Integer, List<OfViewer>> byGroup = new HashMap<>();
    for (OfViewer viewer : byViewer.values()) {
      int group = KeyGroupRangeAssignment.assignToKeyGroup(viewer.viewerId, keyGroups);
      byGroup.computeIfAbsent(group, number -> new ArrayList<>()).add(viewer);
    }
    DataOutputSerializer out = new DataOutputSerializer(GROUP_BYTES);
    for (Map.Entry<Integer, List<OfViewer>> group : byGroup.entrySet()) {
      out.clear();
      out.writeByte(FORM);
      Codec.writeList(
          out,
          group.getValue(),
          (target, viewer) -> Codec.writeList(target, viewer.events, EventCodec::writeReceived));
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
      events.forEach(received -> add(received.event().key(), received));
    }
  }

  /** Gives away everything. */
  void takeAll(Taker taker) throws Exception {
    List<OfViewer> all = new ArrayList<>(byViewer.values());
    byViewer.clear();
    byWake.clear();
    size = 0;
    for (OfViewer viewer : all) {
      taker.take(viewer.viewerId, viewer.events, Long.MAX_VALUE);
    }
  }
}
