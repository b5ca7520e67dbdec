package io.trustlift.bench.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * Whether two answers are the same.
 *
 * @param compared cells that either of them has
 * @param different those of them with another number, or none
 * @param sum of all amounts of the one that was compared
 * @param examples of differences, in words
 */
record Agreement(int compared, int different, long sum, List<String> examples) {

  private static final int EXAMPLES = 10;

  /** Compares what a contender says with what the job says. */
  static Agreement between(Map<Cell, Long> job, Map<Cell, Long> contender) {
    TreeSet<Cell> cells =
        new TreeSet<>(
            java.util.Comparator.comparing(Cell::measure)
                .reversed()
                .thenComparing(Cell::minute)
                .thenComparing(Cell::market)
                .thenComparing(Cell::credential));
    cells.addAll(job.keySet());
    cells.addAll(contender.keySet());
    List<String> examples = new ArrayList<>();
    int different = 0;
    for (Cell cell : cells) {
      long expected = job.getOrDefault(cell, 0L);
      long given = contender.getOrDefault(cell, 0L);
      if (expected != given) {
        different++;
        if (examples.size() < EXAMPLES) {
          examples.add(cell + ": trustlift says " + expected + ", this " + given);
        }
      }
    }
    long sum = contender.values().stream().mapToLong(Long::longValue).sum();
    return new Agreement(cells.size(), different, sum, examples);
  }

  @Override
  public String toString() {
    String counts =
        String.format(Locale.ROOT, "%,d cells compared, %,d different", compared, different);
    return examples.isEmpty() ? counts : counts + "\n  " + String.join("\n  ", examples);
  }
}
