package io.trustlift.bench.comparison;

import io.trustlift.local.kafka.InputFolder;
import io.trustlift.local.stack.Console;
import io.trustlift.model.Topic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** All contenders in turn, round after round, over the same topics. */
public final class Comparison {

  /**
   * What is compared.
   *
   * @param events about so many viewer events
   * @param rounds runs of each contender, of which the median counts
   * @param warmUps runs of each before those that count
   * @param only names of contenders to leave it at; empty for all
   */
  public record Options(
      long events,
      int rounds,
      int warmUps,
      long seed,
      int parallelism,
      Set<String> only,
      Path folder) {}

  private Comparison() {}

  /** The contenders, by the names that stand in tables and JSON. */
  public static List<String> names() {
    return contenders(null, 0).stream().map(Contender::name).toList();
  }

  private static List<Contender> contenders(BenchStack stack, long records) {
    return List.of(
        new Ceiling(stack),
        new WholeJob(stack, false, records),
        new WholeJob(stack, true, records),
        new FlinkSql(stack),
        new ClickHouseOnly(stack));
  }

  /** Runs everything. */
  public static Results run(Options options, Console console) throws Exception {
    Path world = BenchWorld.make(options.events(), options.seed(), options.folder(), console);
    try (BenchStack stack = BenchStack.start(options.folder(), options.parallelism(), console)) {
      Map<Topic, Long> loaded = stack.load(InputFolder.of(world), console);
      long records = loaded.values().stream().mapToLong(Long::longValue).sum();
      List<Contender> contenders =
          contenders(stack, records).stream()
              .filter(one -> options.only().isEmpty() || options.only().contains(one.name()))
              .toList();
      List<Measurement> measurements = new ArrayList<>();
      Map<String, Map<Cell, Long>> answers = new LinkedHashMap<>();
      for (int round = 1 - options.warmUps(); round <= options.rounds(); round++) {
        for (Contender contender : contenders) {
          Measurement measurement = measure(stack, contender, round, records, console);
          if (round > 0) {
            measurements.add(measurement);
          }
          answers.put(contender.name(), contender.answer());
        }
      }
      return new Results(
          records,
          loaded.get(Topic.VIEWER_EVENTS),
          options.parallelism(),
          measurements,
          agreements(answers));
    }
  }

  private static Measurement measure(
      BenchStack stack, Contender contender, int round, long records, Console console)
      throws Exception {
    contender.prepare();
    Map<String, Double> phases;
    double seconds;
    CpuTime cpu;
    try {
      System.gc(); // what the one before has left is not this one's to clear away
      CpuTime before = stack.cpuTime();
      Stopwatch stopwatch = Stopwatch.start();
      phases = contender.run();
      seconds = stopwatch.seconds();
      cpu = stack.cpuTime().since(before);
    } finally {
      contender.finish();
    }
    console.line(
        String.format(
            Locale.ROOT,
            "Round %d, %s: %.1f s (%,.0f events/s), %.1f s of processors (Flink %.1f, Kafka %.1f,"
                + " ClickHouse %.1f) %s",
            round,
            contender.name(),
            seconds,
            records / seconds,
            cpu.total() / 1e9,
            cpu.flink() / 1e9,
            cpu.kafka() / 1e9,
            cpu.clickHouse() / 1e9,
            phases.isEmpty() ? "" : phases));
    return new Measurement(contender.name(), round, seconds, cpu, phases);
  }

  private static Map<String, Agreement> agreements(Map<String, Map<Cell, Long>> answers) {
    Map<String, Agreement> agreements = new LinkedHashMap<>();
    Map<Cell, Long> job = answers.get("trustlift");
    if (job != null) {
      answers.forEach(
          (name, answer) -> {
            if (answer != job && !answer.isEmpty()) {
              agreements.put(name, Agreement.between(job, answer));
            }
          });
    }
    return agreements;
  }
}
