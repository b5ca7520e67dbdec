package io.trustlift.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trustlift.attribution.AttributionJob;
import io.trustlift.attribution.JobConfig;
import io.trustlift.model.Topic;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.autoscaler.config.AutoScalerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.kubernetes.configuration.KubernetesConfigOptions;
import org.apache.flink.metrics.reporter.MetricReporterFactory;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.junit.jupiter.api.Test;

/** Whether the FlinkDeployment says what Flink, its operator and the job understand. */
class FlinkDeploymentTest {

  /** The operator's own, by its documentation: its options do not load without the operator. */
  private static final Set<String> OF_THE_OPERATOR =
      Set.of(
          "kubernetes.operator.deployment.readiness.timeout",
          "kubernetes.operator.deployment.rollback.enabled",
          "kubernetes.operator.periodic.savepoint.interval",
          "kubernetes.operator.savepoint.history.max.count");

  private static final String REPORTER = "metrics.reporter.prom.";

  private final JsonNode spec = Manifest.named("FlinkDeployment", "trustlift").path("spec");

  @Test
  void everySettingIsOneOfFlinks() throws Exception {
    Map<String, ConfigOption<?>> known = options();
    assertThat(known).hasSizeGreaterThan(200);
    Configuration settings = Configuration.fromMap(settings());
    for (String key : settings.keySet()) {
      if (!key.startsWith(REPORTER) && !OF_THE_OPERATOR.contains(key)) {
        assertThat(known).containsKey(key);
        // Of the right type, too.
        assertThat(settings.get(known.get(key))).as(key).isNotNull();
      }
    }
    assertThat(known).doesNotContainKey("state.backend.typo");
  }

  private static Map<String, ConfigOption<?>> options() throws IllegalAccessException {
    Map<String, ConfigOption<?>> options = new TreeMap<>();
    for (Class<?> type :
        List.of(
            AutoScalerOptions.class,
            CheckpointingOptions.class,
            HighAvailabilityOptions.class,
            JobManagerOptions.class,
            KubernetesConfigOptions.class,
            PipelineOptions.class,
            RestartStrategyOptions.class,
            RocksDBOptions.class,
            StateBackendOptions.class,
            TaskManagerOptions.class,
            WebOptions.class)) {
      for (Field field : type.getFields()) {
        if (Modifier.isStatic(field.getModifiers())
            && field.get(null) instanceof ConfigOption<?> option) {
          options.put(option.key(), option);
        }
      }
    }
    return options;
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    spec.path("flinkConfiguration")
        .fields()
        .forEachRemaining(setting -> settings.put(setting.getKey(), setting.getValue().asText()));
    return settings;
  }

  @Test
  void theReporterIsThere() throws Exception {
    Class<?> factory = Class.forName(settings().get(REPORTER + "factory.class"));
    assertThat(MetricReporterFactory.class).isAssignableFrom(factory);
    assertThat(settings().keySet().stream().filter(key -> key.startsWith(REPORTER)))
        .containsExactly(REPORTER + "factory.class", REPORTER + "port");
    assertThat(spec.at("/podTemplate/spec/containers/0/ports/0/containerPort").asText())
        .isEqualTo(settings().get(REPORTER + "port"));
  }

  @Test
  void theJobIsTheOneInTheImage() throws Exception {
    String dockerfile = Files.readString(Manifest.HOME.resolve("infra/compose/Dockerfile"));
    String jar = spec.at("/job/jarURI").asText().replace("local://", "");
    assertThat(dockerfile).contains("trustlift-attribution-*-job.jar " + jar + "\n");
    assertThat(
            Class.forName(spec.at("/job/entryClass").asText())
                .getMethod("main", String[].class)
                .getDeclaringClass())
        .isEqualTo(AttributionJob.class);

    String version = System.getProperty("flink.version");
    assertThat(dockerfile).contains("FROM flink:" + version + "-java17 AS job");
    assertThat(spec.path("flinkVersion").asText())
        .isEqualTo("v" + version.replaceAll("^(\\d+)\\.(\\d+)\\..*", "$1_$2"));
    assertThat(spec.path("podTemplate").toString())
        .contains("flink-s3-fs-presto-" + version + ".jar");
  }

  @Test
  void stateIsKeptOverUpgradesAndFailures() {
    assertThat(spec.at("/job/upgradeMode").asText()).isEqualTo("savepoint");
    assertThat(spec.at("/job/allowNonRestoredState").asBoolean(true)).isFalse();
    assertThat(settings())
        .containsEntry("high-availability.type", "kubernetes")
        .containsEntry("state.backend.type", "rocksdb")
        .containsEntry("execution.checkpointing.incremental", "true")
        .containsEntry(
            "pipeline.max-parallelism", Integer.toString(AttributionJob.MAX_PARALLELISM));
    for (String place :
        List.of(
            "execution.checkpointing.dir",
            "execution.checkpointing.savepoint-dir",
            "high-availability.storageDir")) {
      assertThat(settings().get(place)).startsWith("s3://");
    }
  }

  /** More subtasks than partitions would have nothing to read. */
  @Test
  void scalesAsFarAsThereArePartitions() {
    assertThat(settings().get("job.autoscaler.vertex.max-parallelism"))
        .isEqualTo(
            Manifest.named("KafkaTopic", Topic.VIEWER_EVENTS.topicName())
                .at("/spec/partitions")
                .asText());
  }

  @Test
  void everyKeyOfTheJobIsKnownAndEveryFileIsMounted() throws IOException {
    for (String file : List.of("job.properties", "tools.properties")) {
      Properties properties = Manifest.properties(file);
      for (String key : properties.stringPropertyNames()) {
        assertThat(JobConfig.KEYS).contains(key);
      }
    }
    Set<String> mounted = new TreeSet<>();
    spec.at("/podTemplate/spec/containers/0/volumeMounts")
        .forEach(mount -> mounted.add(mount.path("mountPath").asText()));
    Properties job = Manifest.properties("job.properties");
    for (String value : job.stringPropertyNames().stream().map(job::getProperty).toList()) {
      if (value.startsWith("/")) {
        assertThat(mounted).contains(value.substring(0, value.lastIndexOf('/')));
      }
    }
    assertThat(spec.at("/job/args/0").asText()).isEqualTo("/etc/trustlift/config/job.properties");
    assertThat(mounted).contains("/etc/trustlift/config");
  }
}
