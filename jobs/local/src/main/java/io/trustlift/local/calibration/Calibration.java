package io.trustlift.local.calibration;

import io.trustlift.local.clickhouse.ClickHouseProcess;
import io.trustlift.local.clickhouse.EngineLibrary;
import io.trustlift.local.kafka.InputFolder;
import io.trustlift.local.stack.Batch;
import io.trustlift.local.stack.ClickHouseHttp;
import io.trustlift.local.stack.Console;
import io.trustlift.local.stack.DataLayout;
import io.trustlift.local.stack.EventCounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Simulates worlds, runs them as one batch through the job, and asks the views of each.
 *
 * @param runs worlds of each case
 */
public record Calibration(List<CalibrationCase> cases, int runs, long seed) {

  private static final String INPUT = "input";

  public Calibration {
    cases = List.copyOf(cases);
  }

  /**
   * Does it all.
   *
   * @param data folder of its own, whose tables and input are replaced
   */
  public CalibrationReport run(DataLayout data, Batch.Options options, Console console)
      throws IOException {
    Batch.check(data, options);
    try (ClickHouseProcess clickHouse =
        ClickHouseProcess.start(EngineLibrary.findHome(), data.clickHouse(), 0, console::line)) {
      List<CalibrationWorld> worlds =
          CalibrationInput.write(data.root().resolve(INPUT), cases, runs, seed, console);
      EventCounts counts =
          Batch.run(
              InputFolder.of(data.root().resolve(INPUT)),
              data,
              clickHouse.url(),
              options.withoutLiftTerms(),
              console);
      DataLayout.delete(data.root().resolve(INPUT));
      List<Section> sections = ask(worlds, new ClickHouseHttp(clickHouse.port()), console);
      return new CalibrationReport(this, counts, sections);
    }
  }

  private List<Section> ask(
      List<CalibrationWorld> worlds, ClickHouseHttp clickHouse, Console console)
      throws IOException {
    Map<CalibrationCase, LiftMeasures> lifts = new EnumMap<>(CalibrationCase.class);
    Map<CalibrationCase, ExperimentMeasures> experiments = new EnumMap<>(CalibrationCase.class);
    for (CalibrationCase kind : cases) {
      if (kind.isExperiment()) {
        experiments.put(kind, new ExperimentMeasures(kind.hasEffects()));
      } else {
        lifts.put(kind, new LiftMeasures(kind.hasEffects()));
      }
    }
    try (Console.Progress progress =
        console.progress(
            "Asking",
            worlds.stream().filter(world -> !world.kind().isExperiment()).count(),
            "worlds")) {
      AtomicInteger asked = new AtomicInteger();
      // Most of the time goes into planning queries, which takes one core each.
      worlds.parallelStream()
          .filter(world -> !world.kind().isExperiment())
          .forEach(
              world -> {
                try {
                  lifts.get(world.kind()).ask(world, clickHouse);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
                progress.at(asked.incrementAndGet());
              });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Map.Entry<CalibrationCase, ExperimentMeasures> measures : experiments.entrySet()) {
      measures
          .getValue()
          .ask(
              worlds.stream().filter(world -> world.kind() == measures.getKey()).toList(),
              clickHouse);
    }
    if (lifts.containsKey(CalibrationCase.NULL)) {
      lifts.get(CalibrationCase.NULL).askMonitor(worlds, clickHouse);
    }
    List<Section> sections = new ArrayList<>();
    for (LiftMeasures measures : lifts.values()) {
      sections.addAll(measures.sections());
    }
    experiments.values().forEach(measures -> sections.add(measures.section()));
    return sections;
  }
}
