package io.trustlift.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.local.flink.LocalFlink;
import io.trustlift.local.kafka.InputFolder;
import io.trustlift.local.kafka.KafkaProcess;
import io.trustlift.local.kafka.TopicLoader;
import io.trustlift.reference.GoldenCase;
import io.trustlift.reference.History;
import io.trustlift.reference.Shuffles;
import io.trustlift.reference.TablesDiff;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every golden row through the real Kafka, Flink and ClickHouse: however the input is ordered and
 * cut, and over a crash.
 */
class GoldenIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration NO_PERIODIC_CHECKPOINTS = Duration.ofHours(1);

  private static final List<Integer> PARTITIONS = List.of(1, 3, 7);
  private static final List<Integer> PARALLELISMS = List.of(1, 2, 4);

  @TempDir static Path folder;
  private static EmbeddedStack stack;

  @BeforeAll
  static void start() throws Exception {
    stack = new EmbeddedStack(folder);
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  /** Each case with two numbers of partitions and of parallelism; all of each are among them. */
  static Stream<Arguments> eachTwice() {
    List<GoldenCase> cases = GoldenCase.all();
    return IntStream.range(0, cases.size() * PARTITIONS.size())
        .filter(i -> i % PARTITIONS.size() != i / PARTITIONS.size() % PARTITIONS.size())
        .mapToObj(
            i -> {
              int number = i / PARTITIONS.size();
              int shift = (i + number) % PARALLELISMS.size();
              return Arguments.of(
                  cases.get(number),
                  PARTITIONS.get(i % PARTITIONS.size()),
                  List.of(PARALLELISMS.get(shift)));
            });
  }

  @ParameterizedTest(name = "{0}, {1} partitions, parallelism {2}")
  @MethodSource("eachTwice")
  void everyRow(GoldenCase golden, int partitions, List<Integer> parallelisms) throws Exception {
    // With one partition the order of the file is the order of arrival; otherwise another order, a
    // different one each time.
    History history =
        partitions == 1 ? golden.history() : Shuffles.byEventTime(golden.history(), partitions);
    try (KafkaProcess kafka = stack.kafka(partitions)) {
      load(history, kafka);
      for (int parallelism : parallelisms) {
        stack.emptyTables();
        try (LocalFlink flink = flink(parallelism)) {
          JobID job = flink.submit(stack.config(kafka, true));
          assertThat(flink.await(job).getSerializedThrowable()).isEmpty();
        }
        assertThat(TablesDiff.between(golden.expected(), stack.tables()))
            .as("parallelism %d", parallelism)
            .isEmpty();
        assertThat(stack.counts().addUp()).as("%s", stack.counts()).isTrue();
        assertThat(stack.counts().read()).isEqualTo(history.size());
      }
    }
  }

  static Stream<Arguments> everyCombination() {
    return GoldenCase.all().stream()
        .flatMap(
            golden ->
                PARTITIONS.stream()
                    .map(partitions -> Arguments.of(golden, partitions, PARALLELISMS)));
  }

  @Tag("chaos")
  @ParameterizedTest(name = "{0}, {1} partitions, parallelism {2}")
  @MethodSource("everyCombination")
  void everyRowInEveryCombination(GoldenCase golden, int partitions, List<Integer> parallelisms)
      throws Exception {
    everyRow(golden, partitions, parallelisms);
  }

  /** The rarities by two tasks, and the everyday by one. */
  static Stream<Arguments> casesAndParallelism() {
    return Stream.of(
        Arguments.of(GoldenCase.named("edges"), 2), Arguments.of(GoldenCase.named("medium"), 1));
  }

  /**
   * Half of the input, a checkpoint, some more that the tables see, and then the job is gone. The
   * one that goes on from the checkpoint reads that part again.
   */
  @ParameterizedTest(name = "{0}, parallelism {1}, killed and restored with another parallelism")
  @MethodSource("casesAndParallelism")
  void everyRowAfterACrash(GoldenCase golden, int parallelism) throws Exception {
    Stages stages = Stages.of(golden.history());
    stack.emptyTables();
    try (KafkaProcess kafka = stack.kafka(parallelism)) {
      load(stages.first(), kafka);
      EmbeddedStack.tick(kafka, stages.endOfFirst());
      String checkpoint;
      try (LocalFlink flink = flink(parallelism)) {
        JobID killed = flink.submit(stack.config(kafka, false));
        checkpoint = checkpointWhenRead(flink, killed, stages.first().size());
        load(stages.second(), kafka);
        EmbeddedStack.tick(kafka, stages.endOfSecond());
        long atCheckpoint = stack.counts().read();
        Awaitility.await().atMost(PATIENCE).until(() -> stack.counts().read() > atCheckpoint);
        flink.cancel(killed);
      }
      load(stages.third(), kafka);
      EmbeddedStack.tick(kafka, stages.longAfter());
      int otherParallelism = 3 - parallelism;
      try (LocalFlink flink = flink(otherParallelism)) {
        JobID restored = flink.restore(stack.config(kafka, false), checkpoint);
        checkpointWhenRead(flink, restored, golden.history().size());
        Awaitility.await()
            .atMost(PATIENCE)
            .untilAsserted(
                () -> assertThat(TablesDiff.between(golden.expected(), stack.tables())).isEmpty());
        Awaitility.await()
            .atMost(PATIENCE)
            .untilAsserted(
                () -> assertThat(stack.counts().addUp()).as("%s", stack.counts()).isTrue());
        flink.cancel(restored);
      }
    }
  }

  /**
   * Takes checkpoints, each of which also sends the counts on, until everything so far has been
   * read.
   */
  private static String checkpointWhenRead(LocalFlink flink, JobID job, long records) {
    String[] checkpoint = new String[1];
    Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptions() // until all tasks run, no checkpoint can be taken
        .until(
            () -> {
              checkpoint[0] = flink.checkpoint(job);
              return stack.counts().read() >= records;
            });
    return checkpoint[0];
  }

  private static LocalFlink flink(int parallelism) {
    return LocalFlink.start(
        new LocalFlink.Options(
            parallelism, 0, folder.resolve("checkpoints"), NO_PERIODIC_CHECKPOINTS, 0));
  }

  private static void load(History history, KafkaProcess kafka) throws Exception {
    Path input = folder.resolve("input");
    history.writeTo(input);
    TopicLoader.load(InputFolder.of(input), kafka.bootstrapServers(), bytes -> {});
  }
}
