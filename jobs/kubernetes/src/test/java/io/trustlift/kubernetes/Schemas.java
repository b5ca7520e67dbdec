package io.trustlift.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What an API server would say of an object, by the schemas among the test data: Kubernetes' own
 * for its own kinds, those of custom resource definitions for theirs.
 *
 * <p>Schemas of this sort are structural: a field that they do not name is dropped without a word,
 * unless they say that it is kept. Here it is a fault.
 */
final class Schemas {

  private static final String OBJECT_META = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final Map<String, Schema> COMPILED = new ConcurrentHashMap<>();
  private static final JsonNode KUBERNETES = closed("kubernetes");

  private static final Map<String, String> OF_KUBERNETES =
      Map.ofEntries(
          Map.entry("v1/ConfigMap", "core.v1.ConfigMap"),
          Map.entry("v1/Namespace", "core.v1.Namespace"),
          Map.entry("v1/Service", "core.v1.Service"),
          Map.entry("v1/ServiceAccount", "core.v1.ServiceAccount"),
          Map.entry("apps/v1/Deployment", "apps.v1.Deployment"),
          Map.entry("apps/v1/StatefulSet", "apps.v1.StatefulSet"),
          Map.entry("batch/v1/Job", "batch.v1.Job"),
          Map.entry("networking.k8s.io/v1/NetworkPolicy", "networking.v1.NetworkPolicy"),
          Map.entry("policy/v1/PodDisruptionBudget", "policy.v1.PodDisruptionBudget"),
          Map.entry("rbac.authorization.k8s.io/v1/Role", "rbac.v1.Role"),
          Map.entry("rbac.authorization.k8s.io/v1/RoleBinding", "rbac.v1.RoleBinding"));

  private static final Map<String, String> CUSTOM =
      Map.of(
          "flink.apache.org/v1beta1/FlinkDeployment", "flinkdeployment",
          "kafka.strimzi.io/v1/Kafka", "kafka",
          "kafka.strimzi.io/v1/KafkaNodePool", "kafkanodepool",
          "kafka.strimzi.io/v1/KafkaTopic", "kafkatopic",
          "kafka.strimzi.io/v1/KafkaUser", "kafkauser",
          "clickhouse.altinity.com/v1/ClickHouseInstallation", "clickhouseinstallation");

  private Schemas() {}

  /** What is wrong with an object; empty where nothing is. */
  static List<String> complaints(JsonNode object) {
    String kind = object.path("apiVersion").asText() + "/" + object.path("kind").asText();
    if (OF_KUBERNETES.containsKey(kind)) {
      return ofKubernetes("io.k8s.api." + OF_KUBERNETES.get(kind), object);
    }
    if (!CUSTOM.containsKey(kind)) {
      return List.of("There is no schema of " + kind);
    }
    List<String> complaints =
        new ArrayList<>(
            validate(COMPILED.computeIfAbsent(CUSTOM.get(kind), Schemas::compileCustom), object));
    // Definitions of custom resources leave to the server what it knows itself.
    complaints.addAll(ofKubernetes(OBJECT_META, object.path("metadata")));
    return complaints;
  }

  /** The same of a part of an object, by the name that Kubernetes' schema has for it. */
  static List<String> ofKubernetes(String definition, JsonNode part) {
    return validate(COMPILED.computeIfAbsent(definition, Schemas::compileOfKubernetes), part);
  }

  private static List<String> validate(Schema schema, JsonNode object) {
    return schema.validate(object).stream()
        .map(fault -> fault.getInstanceLocation() + ": " + fault.getMessage())
        .toList();
  }

  private static Schema compileOfKubernetes(String definition) {
    ObjectNode schema = KUBERNETES.deepCopy();
    schema.put("$ref", "#/$defs/" + definition);
    return REGISTRY.getSchema(schema);
  }

  /** What every object has, its definition need not name. */
  private static Schema compileCustom(String name) {
    ObjectNode schema = (ObjectNode) closed(name);
    ObjectNode properties = schema.withObject("/properties");
    properties.putObject("apiVersion").put("type", "string");
    properties.putObject("kind").put("type", "string");
    properties.putObject("metadata").put("type", "object");
    return REGISTRY.getSchema(schema);
  }

  private static JsonNode closed(String name) {
    try (InputStream in = Schemas.class.getResourceAsStream("/schemas/" + name + ".json")) {
      JsonNode schema = JSON.readTree(in);
      Manifest.walk(schema, Schemas::close);
      return schema;
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  private static void close(JsonNode node) {
    boolean open =
        node.has("additionalProperties")
            || node.path("x-kubernetes-preserve-unknown-fields").asBoolean();
    if (node instanceof ObjectNode object && node.path("properties").isObject() && !open) {
      object.put("additionalProperties", false);
    }
  }
}
