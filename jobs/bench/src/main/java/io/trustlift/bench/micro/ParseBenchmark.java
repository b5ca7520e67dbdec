package io.trustlift.bench.micro;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.trustlift.bench.growth.Crowd;
import io.trustlift.bench.growth.CrowdJson;
import io.trustlift.model.ParsedRecord;
import io.trustlift.model.Topic;
import io.trustlift.model.json.EventParser;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** From the bytes of a viewer event to a validated event. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ParseBenchmark {

  private static final int EVENTS = 1_000;
  private static final long START = 1_767_225_600_000L;

  private final EventParser parser = new EventParser();
  private final byte[][] records = new byte[EVENTS][];

  /** A thousand events of a hundred viewers. */
  @Setup
  public void write() throws JsonProcessingException {
    Crowd crowd = new Crowd(100, 1, 0, false);
    long number = 0;
    for (int i = 0; i < EVENTS; number++) {
      var event = crowd.event(number, START);
      if (event.topic() == Topic.VIEWER_EVENTS) {
        byte[] json = CrowdJson.of(event).value();
        if (!(parser.parse(Topic.VIEWER_EVENTS, json) instanceof ParsedRecord.Valid)) {
          throw new IllegalStateException("A record that is not valid would be cheaper");
        }
        records[i++] = json;
      }
    }
  }

  /** Time of one event. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public void viewerEvent(Blackhole hole) {
    for (byte[] json : records) {
      hole.consume(parser.parse(Topic.VIEWER_EVENTS, json));
    }
  }
}
