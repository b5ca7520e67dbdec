package io.trustlift.bench.growth;

import io.trustlift.attribution.format.Format;
import io.trustlift.attribution.intake.Intake;
import io.trustlift.attribution.intake.IntakeWatermarks;
import java.util.concurrent.atomic.LongAdder;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A crowd's events as a source in this process, which counts what it has sent. */
final class CrowdSource implements GeneratorFunction<Long, Intake> {

  private static final long serialVersionUID = 1L;

  /** Of each reader, more than any run reads: a run is ended from outside. */
  private static final long STRETCH = 1L << 36;

  /** Shared by all readers, which are all in this process; one run at a time. */
  private static final LongAdder SENT = new LongAdder();

  private final Crowd crowd;
  private final int readers;

  private CrowdSource(Crowd crowd, int readers) {
    this.crowd = crowd;
    this.readers = readers;
  }

  /** Adds the source, and counts from 0. */
  static DataStream<Intake> of(Crowd crowd, StreamExecutionEnvironment env) {
    SENT.reset();
    int readers = env.getParallelism();
    return env.fromSource(
            new DataGeneratorSource<>(
                new CrowdSource(crowd, readers), readers * STRETCH, Format.INTAKE.info()),
            IntakeWatermarks.strategyWithoutIdleness(),
            "crowd")
        .uid("crowd");
  }

  static long sent() {
    return SENT.sum();
  }

  @Override
  public Intake map(Long index) {
    SENT.increment();
    // Each reader gets one stretch of the indices: they are dealt out anew, so that all go through
    // time together.
    return crowd.intake(index % STRETCH * readers + index / STRETCH);
  }
}
