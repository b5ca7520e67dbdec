package io.trustlift.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.local.cluster.FlinkCluster;
import io.trustlift.local.cluster.JobJar;
import io.trustlift.local.kafka.InputFolder;
import io.trustlift.local.kafka.KafkaProcess;
import io.trustlift.local.kafka.TopicLoader;
import io.trustlift.reference.GoldenCase;
import io.trustlift.reference.History;
import io.trustlift.reference.Shuffles;
import io.trustlift.reference.TablesDiff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The jar that goes to a cluster, on a cluster: a JobManager and TaskManagers that hold nothing but
 * Flink are given it over REST, and the tables have to be the golden ones.
 */
class JobJarIT {

  private static final int PARALLELISM = 2;
  private static final int PARTITIONS = 3;

  @TempDir static Path folder;
  private static EmbeddedStack stack;
  private static FlinkCluster flink;

  @BeforeAll
  static void start() throws Exception {
    stack = new EmbeddedStack(folder);
    flink = FlinkCluster.start(folder.resolve("flink"), PARALLELISM);
  }

  @AfterAll
  static void stop() {
    flink.close();
    stack.close();
  }

  /** Two of them: whether the rows are right in all cases is not asked here. */
  static List<GoldenCase> cases() {
    return List.of(GoldenCase.named("edges"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void everyRow(GoldenCase golden) throws Exception {
    History history = Shuffles.byEventTime(golden.history(), PARTITIONS);
    stack.emptyTables();
    try (KafkaProcess kafka = stack.kafka(PARTITIONS)) {
      Path input = folder.resolve("input");
      history.writeTo(input);
      TopicLoader.load(InputFolder.of(input), kafka.bootstrapServers(), bytes -> {});

      flink.submitJar(JobJar.find(), config(kafka), PARALLELISM);

      assertThat(flink.awaitEnd()).isEqualTo("FINISHED");
      assertThat(TablesDiff.between(golden.expected(), stack.tables())).isEmpty();
      assertThat(stack.counts().addUp()).as("%s", stack.counts()).isTrue();
      assertThat(stack.counts().read()).isEqualTo(history.size());
    }
  }

  private static Path config(KafkaProcess kafka) throws IOException {
    return Files.writeString(
        folder.resolve("job.properties"),
        """
        kafka.bootstrap.servers=%s
        clickhouse.host=127.0.0.1
        clickhouse.port=%d
        source.bounded=true
        """
            .formatted(kafka.bootstrapServers(), stack.clickHouse().port()));
  }

  @Test
  void holdsWhatTheDistributionLacksAndNothingThatItHolds() throws IOException {
    try (JarFile jar = new JarFile(JobJar.find().toFile())) {
      List<String> classes =
          jar.stream()
              .map(ZipEntry::getName)
              .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
              .toList();

      assertThat(classes)
          .contains(
              "com/clickhouse/jdbc/Driver.class",
              "net/jpountz/lz4/LZ4Factory.class",
              "org/apache/flink/connector/kafka/source/KafkaSource.class")
          .noneMatch(name -> name.startsWith("org/slf4j/"))
          .noneMatch(name -> name.startsWith("org/apache/flink/runtime/"))
          .noneMatch(name -> name.startsWith("org/apache/flink/api/"))
          .noneMatch(name -> name.startsWith("org/apache/logging/"));
      assertThat(jar.getEntry("sql/migrations/0001_exposure_time.sql")).isNotNull();
      assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
          .isEqualTo("io.trustlift.attribution.AttributionJob");
    }
  }
}
