package io.trustlift.bench.growth;

import io.trustlift.attribution.format.Format;
import io.trustlift.attribution.intake.Intake;
import io.trustlift.attribution.intake.IntakeWatermarks;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A crowd's events as a source in this process, which counts what it has sent. */
final class CrowdSource implements GeneratorFunction<Long, Intake> {

  private static final long serialVersionUID = 1L;

  /** Of each reader, more than any run reads: a run is ended from outside. */
  private static final long STRETCH = 1L << 36;

  /**
   * By how many of its events a reader may be ahead of the slowest. Live, all hear of an event when
   * it happens; without this, the join would hold what the faster ones have read ahead.
   */
  private static final long LEAD = 1_000;

  /** How long a reader that is ahead waits before each event; a barrier may hold up the others. */
  private static final long PAUSE_NANOS = 200_000;

  /** How many events each reader has sent. All are in this process; one run at a time. */
  private static AtomicLongArray sent = new AtomicLongArray(0);

  private final Crowd crowd;
  private final int readers;

  private CrowdSource(Crowd crowd, int readers) {
    this.crowd = crowd;
    this.readers = readers;
  }

  /** Adds the source, and counts from 0. */
  static DataStream<Intake> of(Crowd crowd, Cadence cadence, StreamExecutionEnvironment env) {
    int readers = env.getParallelism();
    sent = new AtomicLongArray(readers);
    return env.fromSource(
            new DataGeneratorSource<>(
                new CrowdSource(crowd, readers), readers * STRETCH, Format.INTAKE.info()),
            cadence.of(IntakeWatermarks.strategyWithoutIdleness()),
            "crowd")
        .uid("crowd");
  }

  static long sent() {
    return LongStream.range(0, sent.length()).map(reader -> sent.get((int) reader)).sum();
  }

  @Override
  public Intake map(Long index) {
    int reader = (int) (index / STRETCH);
    long number = index % STRETCH;
    if (number - slowest() > LEAD) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    sent.incrementAndGet(reader);
    // Each reader gets one stretch of the indices: they are dealt out anew, so that all go through
    // time together.
    return crowd.intake(number * readers + reader);
  }

  private static long slowest() {
    long slowest = Long.MAX_VALUE;
    for (int reader = 0; reader < sent.length(); reader++) {
      slowest = Math.min(slowest, sent.get(reader));
    }
    return slowest;
  }
}
