package io.trustlift.attribution.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SummingBroadcastJoinTest {

  private static final OutputTag<String> WORDS = new OutputTag<>("words", Types.STRING);
  private static final DisplayKey A = new DisplayKey("s", "a");
  private static final DisplayKey B = new DisplayKey("s", "b");

  private KeyedBroadcastOperatorTestHarness<String, String, String, Sum<DisplayKey>> join;

  @BeforeEach
  void open() throws Exception {
    join =
        new KeyedBroadcastOperatorTestHarness<>(
            new SummingBroadcastJoin<>(new TellsOfEach(), List.of()),
            word -> word,
            Types.STRING,
            720,
            1,
            0);
    join.open();
    mark(10_000);
    join.getOutput().clear();
  }

  @AfterEach
  void close() throws Exception {
    join.close();
  }

  @Test
  void sumsOfEveryOutputAreHeldUntilTheWatermarkHasMovedOn() throws Exception {
    say("a", "b", "a");
    mark(10_000 + PartialSums.HOLD);
    assertThat(main()).isEmpty();
    assertThat(side()).isEmpty();
    mark(10_001 + PartialSums.HOLD);
    assertThat(main()).containsExactlyInAnyOrder(new Sum<>(A, 2), new Sum<>(B, 1));
    assertThat(side()).containsExactlyInAnyOrder(new Sum<>(A, 20), new Sum<>(B, 10));
  }

  @Test
  void sumsComeBeforeTheWatermark() throws Exception {
    say("a");
    mark(20_000);
    assertThat(new ArrayList<>(join.getOutput()))
        .hasSize(2)
        .last()
        .isEqualTo(new Watermark(20_000));
  }

  @Test
  void everythingElsePassesAtOnce() throws Exception {
    say("a", "b");
    assertThat(values(join.getSideOutput(WORDS))).containsExactly("a", "b");
  }

  @Test
  void nothingIsHeldBehindACheckpointBarrier() throws Exception {
    say("a");
    join.prepareSnapshotPreBarrier(1);
    assertThat(main()).containsExactly(new Sum<>(A, 1));
    assertThat(side()).containsExactly(new Sum<>(A, 10));
  }

  @Test
  void nothingIsHeldBehindTheEnd() throws Exception {
    say("a");
    join.getOperator().finish();
    assertThat(main()).containsExactly(new Sum<>(A, 1));
    assertThat(side()).containsExactly(new Sum<>(A, 10));
  }

  private void say(String... words) throws Exception {
    for (String word : words) {
      join.processElement(word, 0);
    }
  }

  private void mark(long watermark) throws Exception {
    join.processWatermark(new Watermark(watermark));
    join.processBroadcastWatermark(new Watermark(watermark));
  }

  private List<Sum<DisplayKey>> main() {
    return join.extractOutputValues();
  }

  private List<Sum<DisplayKey>> side() {
    return values(join.getSideOutput(Outputs.REACH));
  }

  private static <T> List<T> values(Queue<StreamRecord<T>> records) {
    return Objects.requireNonNullElse(records, new ArrayDeque<StreamRecord<T>>()).stream()
        .map(StreamRecord::getValue)
        .toList();
  }

  /** One to the main output, ten to the side, and the word itself. */
  private static final class TellsOfEach
      extends KeyedBroadcastProcessFunction<String, String, String, Sum<DisplayKey>> {

    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(String word, ReadOnlyContext ctx, Collector<Sum<DisplayKey>> out) {
      DisplayKey key = new DisplayKey("s", word);
      out.collect(new Sum<>(key, 1));
      ctx.output(Outputs.REACH, new Sum<>(key, 10));
      ctx.output(WORDS, word);
    }

    @Override
    public void processBroadcastElement(String word, Context ctx, Collector<Sum<DisplayKey>> out) {}
  }
}
