package io.trustlift.local.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a run of faults was, and what it came to. */
final class ChaosReport {

  private final long seed;
  private final List<Recovery> recoveries = new ArrayList<>();
  private final Map<String, long[]> comparedAndDifferent = new TreeMap<>();
  private long records;
  private int comparisons;

  ChaosReport(long seed) {
    this.seed = seed;
  }

  void recovered(Recovery recovery) {
    recoveries.add(recovery);
    System.out.printf(
        "%s %s: recovered after %.1f s%n",
        recovery.fault(), recovery.detail(), recovery.time().toMillis() / 1000.0);
  }

  /**
   * Adds a comparison of all tables.
   *
   * @param differences each begins with the name of its table
   */
  void compared(TableRows reference, List<String> differences) {
    comparisons++;
    reference
        .byTable()
        .forEach(
            (table, rows) -> {
              long[] sums = comparedAndDifferent.computeIfAbsent(table, name -> new long[2]);
              sums[0] += rows.size();
              sums[1] += differences.stream().filter(line -> line.startsWith(table + " ")).count();
            });
  }

  void sent(long count) {
    records += count;
  }

  /** Prints the report, and writes it into a file. */
  void write(long jobRecoveries, Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            "Seed %d: %,d records, %d faults, %d recoveries of the job%n",
            seed, records, recoveries.size(), jobRecoveries));
    for (Fault fault : Fault.values()) {
      List<Recovery> of = recoveries.stream().filter(one -> one.fault() == fault).toList();
      double longest = of.stream().mapToLong(one -> one.time().toMillis()).max().orElse(0) / 1000.0;
      text.append(
          String.format("%3d  longest recovery %5.1f s  %s%n", of.size(), longest, fault.text()));
    }
    recoveries.stream()
        .max(Comparator.comparing(Recovery::time))
        .ifPresent(
            one ->
                text.append(
                    String.format(
                        "Longest recovery %.1f s: %s %s%n",
                        one.time().toMillis() / 1000.0, one.fault(), one.detail())));
    long[] all = new long[2];
    comparedAndDifferent.forEach(
        (table, sums) -> {
          text.append(
              String.format("%-24s %,9d rows compared, %d different%n", table, sums[0], sums[1]));
          all[0] += sums[0];
          all[1] += sums[1];
        });
    text.append(
        String.format(
            "%,d rows compared in %d comparisons, %d different%n", all[0], comparisons, all[1]));
    System.out.print(text);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
