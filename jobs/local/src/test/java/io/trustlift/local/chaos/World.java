package io.trustlift.local.chaos;

import io.trustlift.local.kafka.InputFolder;
import io.trustlift.local.kafka.RecordKeys;
import io.trustlift.model.ParsedRecord;
import io.trustlift.model.Topic;
import io.trustlift.model.json.EventParser;
import io.trustlift.simulator.SimulationConfig;
import io.trustlift.simulator.Simulator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A simulated world as one stream of records.
 *
 * @param arrivals in the order in which they are sent
 * @param longAfter an instant at which every row of it is final, epoch milliseconds
 */
public record World(List<Arrival> arrivals, long longAfter) {

  /**
   * A record on its way.
   *
   * @param clock what the world's clock shows by then, epoch milliseconds: the latest event time of
   *     its topic so far. What comes after it is within the contract's bound of disorder, so
   *     nothing is late, and the tables are a function of the input alone
   */
  public record Arrival(Topic topic, long clock, byte[] key, byte[] value) {}

  /** Worlds of one run follow each other by so much: each begins when the last one is final. */
  private static final Duration APART = Duration.ofDays(280);

  private static final Duration FINAL_AFTER = Duration.ofDays(100);
  private static final Instant FIRST = Instant.parse("2000-01-03T18:00:00Z");

  /**
   * Simulates a world.
   *
   * @param number of the world in its run, from 0
   * @param folder for its files
   */
  static World simulate(long seed, int number, int viewers, Path folder) throws IOException {
    SimulationConfig config =
        SimulationConfig.demo()
            .withSeed(seed + number)
            .withSize(4, viewers, 12)
            .withStart(FIRST.plus(APART.multipliedBy(number)));
    return of(config, folder);
  }

  /**
   * Simulates the world that a configuration describes.
   *
   * @param folder for its files
   */
  public static World of(SimulationConfig config, Path folder) throws IOException {
    Simulator.simulate(config, folder, (events, fraction) -> {});
    List<Arrival> arrivals = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      addTopic(InputFolder.of(folder), topic, arrivals);
    }
    // The sort is stable: each topic keeps its order.
    arrivals.sort(Comparator.comparingLong(Arrival::clock));
    long last = arrivals.get(arrivals.size() - 1).clock();
    return new World(List.copyOf(arrivals), last + FINAL_AFTER.toMillis());
  }

  private static void addTopic(InputFolder input, Topic topic, List<Arrival> arrivals)
      throws IOException {
    EventParser parser = new EventParser();
    List<byte[]> values = new ArrayList<>();
    input.forEach(topic, values::add);
    long clock = 0;
    for (byte[] value : values) {
      if (parser.parse(topic, value) instanceof ParsedRecord.Valid valid) {
        clock = Math.max(clock, valid.event().eventTime());
      }
      arrivals.add(new Arrival(topic, clock, RecordKeys.keyOf(topic, value), value));
    }
  }
}
