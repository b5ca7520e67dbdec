package io.trustlift.simulator;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The file of one topic, in the order of arrival. Records wait in a heap until the world's clock
 * has passed their arrival; nothing that is accepted later can arrive before that.
 */
final class TopicLog implements AutoCloseable {
  private static final int BUFFER = 1 << 20;
  private static final int DUPLICATE_DELAY_AT_MOST = 3_000;
  private static final int DISORDER_BOUND = 9_900;

  private static final class Waiting implements Comparable<Waiting> {
    private final long arrival;
    private final long number;
    private final byte[] line;

    Waiting(long arrival, long number, byte[] line) {
      this.arrival = arrival;
      this.number = number;
      this.line = line;
    }

    @Override
    public int compareTo(Waiting other) {
      int byArrival = Long.compare(arrival, other.arrival);
      return byArrival != 0 ? byArrival : Long.compare(number, other.number);
    }
  }

  private final Topic topic;
  private final OutputStream out;
  private final DisturbanceSettings settings;
  private final Draws draws;
  private final long horizon;
  private final PriorityQueue<Waiting> waiting = new PriorityQueue<>();
  private final SortedMap<String, Long> brokenByKind = new TreeMap<>();
  private long accepted;
  private long records;
  private long duplicates;
  private long bots;
  private long malformed;
  private long invalid;
  private long orphanHides;
  private long bytes;
  private long untilBroken;

  /**
   * @param horizon epoch milliseconds after which no event is recorded
   */
  TopicLog(Topic topic, Path directory, SimulationConfig config, long horizon) throws IOException {
    this.topic = topic;
    this.out =
        new BufferedOutputStream(
            Files.newOutputStream(directory.resolve(topic.fileName())), BUFFER);
    this.settings = config.disturbances();
    this.horizon = horizon;
    this.draws = Draws.of(config.seed(), Draws.Purpose.DISORDER, topic.number());
    this.untilBroken = settings.brokenShare() == 0 ? Long.MAX_VALUE : draws.integer(5, 40);
  }

  /** Takes a valid event of a human viewer, a host or a shop. */
  void accept(byte[] line, long eventTime) {
    if (eventTime > horizon) {
      return;
    }
    long arrival = eventTime + drawDelay();
    await(arrival, line);
    if (draws.chance(settings.duplicateShare())) {
      duplicates++;
      long latest = Math.max(arrival, eventTime + DISORDER_BOUND);
      await(Math.min(latest, arrival + draws.integer(50, DUPLICATE_DELAY_AT_MOST)), line);
    }
    if (--untilBroken <= 0) {
      untilBroken = Math.max(1, Math.round(draws.exponential(1 / settings.brokenShare())));
      countBroken(BrokenRecords.of(topic, line, draws), eventTime);
    }
  }

  /** Takes an event of a bot. */
  void acceptBot(byte[] line, long eventTime) {
    bots++;
    await(eventTime + drawDelay(), line);
  }

  /** Takes a hide whose display was never shown. */
  void acceptOrphanHide(byte[] line, long eventTime) {
    orphanHides++;
    brokenByKind.merge("hide_without_show", 1L, Long::sum);
    await(eventTime + drawDelay(), line);
  }

  /** Writes what has arrived before an instant; events accepted from now on are not before it. */
  void advanceTo(long now) {
    while (!waiting.isEmpty() && waiting.peek().arrival < now) {
      writeNext();
    }
  }

  @Override
  public void close() throws IOException {
    try (out) {
      while (!waiting.isEmpty()) {
        writeNext();
      }
    }
  }

  /** Records accepted so far, written or waiting. */
  long accepted() {
    return accepted;
  }

  /** What the file holds; only complete once closed. */
  Truth.TopicCount count() {
    long rejected = malformed + invalid + orphanHides;
    return new Truth.TopicCount(
        topic.topicName(),
        topic.fileName(),
        records,
        records - duplicates - bots - rejected,
        duplicates,
        bots,
        new Truth.RejectedCount(malformed, invalid, orphanHides),
        new TreeMap<>(brokenByKind),
        bytes);
  }

  private void countBroken(BrokenRecords.Broken broken, long eventTime) {
    if (broken.isMalformed()) {
      malformed++;
    } else {
      invalid++;
    }
    brokenByKind.merge(broken.kind(), 1L, Long::sum);
    await(eventTime + drawDelay(), broken.line());
  }

  /** Mostly within a second; three of a hundred take any time up to the longest. */
  private long drawDelay() {
    int longest = settings.maximumDelayMillis();
    if (longest == 0) {
      return 0;
    }
    return draws.chance(0.03)
        ? draws.integer(0, longest)
        : Math.min(longest, (long) draws.exponential(250));
  }

  private void await(long arrival, byte[] line) {
    waiting.add(new Waiting(arrival, accepted++, line));
  }

  private void writeNext() {
    try {
      byte[] line = waiting.remove().line;
      out.write(line);
      records++;
      bytes += line.length;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
