package io.trustlift.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether an API server with the operators' definitions would take the manifests. */
class ManifestsTest {

  private static final String POD_SPEC = "io.k8s.api.core.v1.PodSpec";

  static List<Manifest> manifests() {
    return Manifest.all();
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void isWhatItsSchemaSays(Manifest manifest) {
    assertThat(Schemas.complaints(manifest.body())).isEmpty();
  }

  /** A word misspelled, and a value of another type, anywhere at all. */
  @ParameterizedTest
  @MethodSource("manifests")
  void aMistakeIsFound(Manifest manifest) {
    for (String wrong : List.of("spce", "kidn", "metdata")) {
      ObjectNode changed = manifest.body().deepCopy();
      changed.put(wrong, "x");
      assertThat(Schemas.complaints(changed)).as(wrong).isNotEmpty();
    }
    ObjectNode changed = manifest.body().deepCopy();
    changed.withObject("/metadata").put("labels", "none");
    assertThat(Schemas.complaints(changed)).isNotEmpty();
    JsonNode spec = manifest.body().path("spec");
    if (!spec.isEmpty()) {
      assertMistakesFound(manifest.body(), "/spec");
    }
  }

  /** In every object with fields of its own below a place: a field that is none. */
  private static void assertMistakesFound(JsonNode whole, String place) {
    for (String field : fields(whole.at(place))) {
      ObjectNode changed = whole.deepCopy();
      ObjectNode parent = (ObjectNode) changed.at(place);
      JsonNode value = parent.remove(field);
      parent.set(field + "x", value);
      assertThat(Schemas.complaints(changed)).as("%s/%sx", place, field).isNotEmpty();
    }
  }

  private static List<String> fields(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void mistakesDeepInTheJobAreFound() {
    JsonNode job = Manifest.named("FlinkDeployment", "trustlift");
    for (String place :
        List.of(
            "/spec/job",
            "/spec/taskManager/resource",
            "/spec/podTemplate/spec",
            "/spec/podTemplate/spec/securityContext",
            "/spec/podTemplate/spec/containers/0",
            "/spec/podTemplate/spec/containers/0/volumeMounts/0",
            "/spec/podTemplate/spec/containers/0/env/2/valueFrom/secretKeyRef")) {
      assertMistakesFound(job, place);
    }
    for (String wrong : List.of("\"many\"", "{}", "[]")) {
      ObjectNode changed = job.deepCopy();
      changed.withObject("/spec/job").put("parallelism", wrong);
      assertThat(Schemas.complaints(changed)).isNotEmpty();
    }
    ObjectNode changed = job.deepCopy();
    changed.withObject("/spec/job").put("upgradeMode", "savepiont");
    assertThat(Schemas.complaints(changed)).isNotEmpty();
    changed = job.deepCopy();
    changed.withObject("/spec").put("flinkVersion", "v2_4");
    assertThat(Schemas.complaints(changed)).isNotEmpty();
  }

  @Test
  void mistakesDeepInClickHouseAreFound() {
    JsonNode installation = Manifest.named("ClickHouseInstallation", "trustlift");
    for (String place :
        List.of(
            "/spec/defaults/templates",
            "/spec/configuration",
            "/spec/configuration/zookeeper/nodes/0",
            "/spec/configuration/clusters/0",
            "/spec/configuration/clusters/0/layout",
            "/spec/templates/podTemplates/0")) {
      assertMistakesFound(installation, place);
    }
  }

  /** The operator's definition takes anything for a pod; a pod does not. */
  @Test
  void podsOfClickHouseArePods() {
    JsonNode templates =
        Manifest.named("ClickHouseInstallation", "trustlift").at("/spec/templates");
    templates
        .path("podTemplates")
        .forEach(pod -> assertThat(Schemas.ofKubernetes(POD_SPEC, pod.path("spec"))).isEmpty());
    templates
        .path("volumeClaimTemplates")
        .forEach(
            claim ->
                assertThat(
                        Schemas.ofKubernetes(
                            "io.k8s.api.core.v1.PersistentVolumeClaimSpec", claim.path("spec")))
                    .isEmpty());
    assertThat(Schemas.ofKubernetes(POD_SPEC, templates.at("/podTemplates/0/spec/containers/0")))
        .isNotEmpty();
  }

  @Test
  void everyFileIsApplied() throws IOException {
    TreeSet<String> there = new TreeSet<>();
    try (Stream<Path> files = Files.list(Manifest.FOLDER)) {
      files.map(file -> file.getFileName().toString()).forEach(there::add);
    }
    TreeSet<String> told = new TreeSet<>(List.of("kustomization.yaml"));
    Manifest.kustomization().path("resources").forEach(file -> told.add(file.asText()));
    Manifest.kustomization()
        .path("configMapGenerator")
        .forEach(map -> map.path("files").forEach(file -> told.add(file.asText())));
    assertThat(told).isEqualTo(there);
  }

  @Test
  void imagesAreOfOneVersion() {
    List<String> images = new ArrayList<>();
    for (Manifest manifest : Manifest.all()) {
      Manifest.walk(
          manifest.body(),
          node -> {
            if (node.path("image").isTextual()) {
              images.add(node.path("image").asText());
            }
          });
    }
    assertThat(images)
        .hasSizeGreaterThan(4)
        .allMatch(image -> image.matches("[a-z/-]+:[0-9]+\\.[0-9.]+"));
    assertThat(Manifest.named("Kafka", "trustlift").at("/spec/kafka/version").asText())
        .isEqualTo(System.getProperty("kafka.version"));
  }

  /** What is secret comes from Secrets only: as a file, or as a variable with a reference. */
  @Test
  void nothingSecretStandsInThem() {
    for (Manifest manifest : Manifest.all()) {
      assertThat(manifest.kind()).isNotEqualTo("Secret");
      Manifest.walk(
          manifest.body(),
          node -> {
            String name = node.path("name").asText();
            if (name.matches("(?i).*(password|secret|access_key).*") && !node.has("key")) {
              assertThat(node.has("value")).as("%s: %s", manifest, name).isFalse();
            }
            for (String arguments : List.of("args", "command")) {
              assertThat(node.path(arguments).toString().toLowerCase())
                  .as("%s", manifest)
                  .doesNotContain("password", "secret");
            }
          });
    }
  }

  @Test
  void everyPodGivesUpWhatItDoesNotNeed() {
    for (Manifest manifest : Manifest.all()) {
      Manifest.walk(
          manifest.body(),
          node -> {
            if (node.path("containers").isArray()) {
              assertThat(node.at("/securityContext/runAsNonRoot").asBoolean())
                  .as("%s", manifest)
                  .isTrue();
              node.path("containers")
                  .forEach(
                      container -> {
                        JsonNode rights = container.path("securityContext");
                        assertThat(rights.at("/allowPrivilegeEscalation").asBoolean(true))
                            .isFalse();
                        assertThat(rights.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
                      });
            }
          });
    }
  }
}
