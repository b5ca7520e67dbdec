package io.trustlift.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.local.flink.LocalFlink;
import io.trustlift.local.kafka.InputFolder;
import io.trustlift.local.kafka.KafkaProcess;
import io.trustlift.local.kafka.TopicLoader;
import io.trustlift.model.Parameters;
import io.trustlift.reference.GoldenCase;
import io.trustlift.reference.History;
import io.trustlift.reference.TablesDiff;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * State through time: savepoints that earlier builds have written in the middle of a golden case
 * are kept beside this test, and a job of this build goes on from each and gives every golden row.
 * A change that can no longer read them fails here. {@code -Dsavepoint.write=NAME} writes another.
 */
class SavepointIT {

  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Path KEPT =
      Path.of("src", "test", "resources", "io", "trustlift", "local", "savepoints");

  /** Records without a key would go to any of several partitions, and offsets would not fit. */
  private static final int PARTITIONS = 1;

  private static final GoldenCase GOLDEN = GoldenCase.named("medium");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"2026-11"})
  void goesOnFromASavepointOfAnEarlierBuild(String name) throws Exception {
    Path kept = Files.createDirectories(folder.resolve("kept"));
    copy(KEPT.resolve(name), kept);
    Stages stages = Stages.of(GOLDEN.history());
    try (EmbeddedStack stack = new EmbeddedStack(folder)) {
      stack.emptyTables();
      fillTables(stack, stages);
      try (KafkaProcess kafka = stack.kafka(PARTITIONS)) {
        loadFirst(stages, kafka);
        load(stages.second(), kafka);
        load(stages.third(), kafka);
        EmbeddedStack.tick(kafka, stages.longAfter());
        try (LocalFlink flink = flink(2)) {
          JobID restored = flink.restore(stack.config(kafka, false), kept.toUri().toString());
          Awaitility.await()
              .atMost(PATIENCE)
              .untilAsserted(
                  () ->
                      assertThat(TablesDiff.between(GOLDEN.expected(), stack.tables())).isEmpty());
          flink.cancel(restored);
        }
      }
    }
  }

  /**
   * The tables as they were when the savepoint was taken: this build is given time for all that the
   * other one had worked off by then.
   */
  private void fillTables(EmbeddedStack stack, Stages stages) throws Exception {
    long watermark = watermarkOfFirst(stages);
    try (KafkaProcess kafka = stack.kafka(PARTITIONS);
        LocalFlink flink = flink(1)) {
      loadFirst(stages, kafka);
      EmbeddedStack.tick(kafka, watermark + Parameters.MAX_OUT_OF_ORDERNESS + 1);
      JobID before = flink.submit(stack.config(kafka, false));
      awaitWorkedOff(stack, flink, before, stages, watermark);
      flink.cancel(before);
    }
  }

  private static long watermarkOfFirst(Stages stages) {
    return stages.endOfFirst() - Parameters.MAX_OUT_OF_ORDERNESS - 1;
  }

  @Test
  void isWrittenWhenAskedFor() throws Exception {
    String name = System.getProperty("savepoint.write");
    if (name == null) {
      return;
    }
    Stages stages = Stages.of(GOLDEN.history());
    try (EmbeddedStack stack = new EmbeddedStack(folder)) {
      stack.emptyTables();
      try (KafkaProcess kafka = stack.kafka(PARTITIONS);
          LocalFlink flink = flink(1)) {
        loadFirst(stages, kafka);
        JobID job = flink.submit(stack.config(kafka, false));
        awaitWorkedOff(stack, flink, job, stages, watermarkOfFirst(stages));
        copy(Path.of(URI.create(flink.stop(job))), Files.createDirectories(KEPT.resolve(name)));
      }
    }
  }

  private void loadFirst(Stages stages, KafkaProcess kafka) throws Exception {
    load(stages.first(), kafka);
    EmbeddedStack.tick(kafka, stages.endOfFirst());
  }

  /**
   * Until the first part is read, every task is as far as its time, and what that gave is written:
   * a checkpoint sends on what is held back.
   */
  private static void awaitWorkedOff(
      EmbeddedStack stack, LocalFlink flink, JobID job, Stages stages, long watermark) {
    Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptions() // until all tasks run, no checkpoint can be taken
        .until(
            () -> {
              boolean workedOff = JobWatermark.of(flink, job) >= watermark;
              flink.checkpoint(job);
              return workedOff && stack.counts().read() >= stages.first().size();
            });
  }

  private void load(History history, KafkaProcess kafka) throws Exception {
    Path input = folder.resolve("input");
    history.writeTo(input);
    TopicLoader.load(InputFolder.of(input), kafka.bootstrapServers(), bytes -> {});
  }

  private LocalFlink flink(int parallelism) {
    return LocalFlink.start(
        new LocalFlink.Options(
            parallelism, 0, folder.resolve("checkpoints"), Duration.ofHours(1), 0));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      List<Path> all = files.toList();
      assertThat(all).isNotEmpty();
      for (Path file : all) {
        Files.copy(file, to.resolve(file.getFileName().toString()));
      }
    }
  }
}
