package io.trustlift.attribution.operator;

import io.trustlift.model.Received;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Events of a stretch of event time, in the order of their arrival. */
final class Slice {

  private static final int FEW = 16;

  private Received[] events = new Received[FEW];

  /** Of each event its mark. */
  private long[] marks = new long[FEW];

  private int size;

  /**
   * Stands for an event's viewer, in the lower half, and its id: equal for equal ones, and hardly
   * ever for others.
   */
  static long markOf(Received received) {
    return (long) received.event().eventId().hashCode() << Integer.SIZE
        | Integer.toUnsignedLong(received.event().key().hashCode());
  }

  void add(Received received, long mark) {
    if (size == events.length) {
      grow(2 * size);
    }
    events[size] = received;
    marks[size] = mark;
    size++;
  }

  void addAll(Slice other) {
    if (size + other.size > events.length) {
      grow(Math.max(2 * size, size + other.size));
    }
    System.arraycopy(other.events, 0, events, size, other.size);
    System.arraycopy(other.marks, 0, marks, size, other.size);
    size += other.size;
  }

  private void grow(int room) {
    events = Arrays.copyOf(events, room);
    marks = Arrays.copyOf(marks, room);
  }

  int size() {
    return size;
  }

  List<Received> events() {
    return Arrays.asList(events).subList(0, size);
  }

  /** Moves the events of a viewer up to a time to another slice; true if none is left. */
  boolean moveDue(String viewerId, long until, Slice target) {
    int viewer = viewerId.hashCode();
    int kept = 0;
    for (int i = 0; i < size; i++) {
      Received received = events[i];
      boolean due =
          (int) marks[i] == viewer
              && received.eventTime() <= until
              && received.event().key().equals(viewerId);
      if (due) {
        target.add(received, marks[i]);
      } else {
        events[kept] = received;
        marks[kept] = marks[i];
        kept++;
      }
    }
    Arrays.fill(events, kept, size, null);
    size = kept;
    return size == 0;
  }

  /** Gives each viewer's events in one list, which is only good for as long. */
  void forEachViewer(Arrivals.Taker taker) throws Exception {
    long[] order = new long[size];
    for (int i = 0; i < size; i++) {
      order[i] = marks[i] << Integer.SIZE | i;
    }
    Arrays.sort(order);
    List<Received> ofViewer = new ArrayList<>();
    for (int from = 0, to; from < size; from = to) {
      to = from + 1;
      while (to < size && order[to] >> Integer.SIZE == order[from] >> Integer.SIZE) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ofViewer.add(events[(int) order[i]]);
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
