package io.trustlift.attribution.operator;

import io.trustlift.exposure.RiskCell;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Viewer-time at risk and first inquiries, held back for a while. Viewers of a room mostly have the
 * same list of credentials before them, which is recognised without a look into it.
 */
final class RiskSums {

  private static final int MAX_CELLS = 20_000;

  /** The sums of one room and block. */
  private static final class Cells {
    final Map<RiskCell, long[]> sums = new HashMap<>(8);

    // Where the last viewer-time outside of experiments went.
    List<String> lastExposed;
    long[] lastSum;
  }

  private final Map<RiskKey.Room, Cells> rooms = new HashMap<>();
  private final Consumer<Sum<RiskKey>> onward;
  private int size;

  /** A table that sends its sums on to {@code onward}. */
  RiskSums(Consumer<Sum<RiskKey>> onward) {
    this.onward = onward;
  }

  /** Adds a part; when there are too many cells, all are sent on first. */
  void add(long block, String streamId, String market, RiskCell cell, long amount) {
    if (size >= MAX_CELLS) {
      flush();
    }
    Cells cells =
        rooms.computeIfAbsent(new RiskKey.Room(block, streamId, market), room -> new Cells());
    boolean plain = !cell.inquiry() && cell.underExperiment().isEmpty();
    if (!plain) {
      sum(cells, cell)[0] += amount;
      return;
    }
    if (cells.lastExposed != cell.exposed()) {
      cells.lastSum = sum(cells, cell);
      cells.lastExposed = cell.exposed();
    }
    cells.lastSum[0] += amount;
  }

  private long[] sum(Cells cells, RiskCell cell) {
    long[] sum = cells.sums.get(cell);
    if (sum == null) {
      sum = new long[1];
      cells.sums.put(cell, sum);
      size++;
    }
    return sum;
  }

  /** Sends everything on. */
  void flush() {
    rooms.forEach(
        (room, cells) ->
            cells.sums.forEach(
                (cell, amount) -> onward.accept(new Sum<>(new RiskKey(room, cell), amount[0]))));
    rooms.clear();
    size = 0;
  }
}
