package io.trustlift.exposure;

import io.trustlift.model.Received;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Events that wait for the watermark. */
final class Due {

  private Due() {}

  /** Removes the events that the watermark has passed and gives them in order. */
  static List<Received> take(List<Received> pending, long watermark, Comparator<Received> order) {
    if (pending.size() == 1) {
      return pending.get(0).eventTime() <= watermark ? List.of(pending.remove(0)) : List.of();
    }
    List<Received> due = new ArrayList<>(pending.size());
    pending.removeIf(received -> received.eventTime() <= watermark && due.add(received));
    due.sort(order);
    return due;
  }
}
