package io.trustlift.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/**
 * What can be said of {@code infra/compose.yaml} and of what it mounts without a container engine.
 */
class ComposeTest {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final Pattern EXACT = Pattern.compile("[\\w./-]+:v?\\d+\\.\\d+(\\.\\d+)+[\\w.-]*");
  private static final Pattern LOOPBACK = Pattern.compile("127\\.0\\.0\\.1:\\d+:\\d+");
  private static final Pattern FROM = Pattern.compile("(?m)^FROM (\\S+)");
  private static final Set<String> ONCE = Set.of("prepare", "seed");

  private final JsonNode compose = read("infra/compose.yaml");

  ComposeTest() throws IOException {}

  @Test
  void imagesArePinned() throws IOException {
    services().forEach(name -> assertThat(service(name, "image").asText()).matches(EXACT));
    Matcher from = FROM.matcher(Files.readString(Repository.file("infra/compose/Dockerfile")));
    while (from.find()) {
      assertThat(from.group(1)).matches(EXACT);
    }
  }

  @Test
  void servicesAreWatchedOrEnd() {
    for (String name : services()) {
      if (ONCE.contains(name)) {
        assertThat(service(name, "restart").asText()).isEqualTo("no");
      } else {
        assertThat(service(name, "healthcheck").path("test")).as(name).isNotEmpty();
      }
    }
  }

  @Test
  void portsAreThoseOfThisMachine() {
    for (String name : services()) {
      service(name, "ports").forEach(port -> assertThat(port.asText()).as(name).matches(LOOPBACK));
    }
  }

  @Test
  void dependenciesAreThere() {
    for (String name : services()) {
      service(name, "depends_on")
          .fields()
          .forEachRemaining(
              other -> {
                assertThat(services()).contains(other.getKey());
                String condition = other.getValue().path("condition").asText();
                assertThat(condition.equals("service_completed_successfully"))
                    .as("%s waits for %s", name, other.getKey())
                    .isEqualTo(ONCE.contains(other.getKey()));
              });
    }
  }

  @Test
  void mountedFilesAreThere() {
    for (String name : services()) {
      for (JsonNode volume : service(name, "volumes")) {
        String source = volume.asText().split(":")[0];
        if (source.startsWith(".")) {
          assertThat(Repository.file("infra").resolve(source)).as(name).exists();
        } else {
          assertThat(compose.at("/volumes/" + source).isMissingNode()).as(source).isFalse();
        }
      }
    }
  }

  @Test
  void noSecretStandsInAFile() throws IOException {
    try (Stream<Path> files =
        Stream.of("infra", "sql/security", "dashboards")
            .map(Repository::file)
            .flatMap(ComposeTest::below)) {
      for (Path file : files.toList()) {
        assertThat(Files.readString(file))
            .as(file.toString())
            .doesNotContainPattern("(?i)password(_sha256)?\\s*[:=]\\s*[\"']?[A-Za-z0-9]{6,}");
      }
    }
    assertThat(Files.readAllLines(Repository.file(".gitignore"))).contains("infra/secrets/");
  }

  @Test
  void theDataSourceIsTheOneThatPanelsName() throws IOException {
    JsonNode source =
        read("infra/grafana/provisioning/datasources/clickhouse.yaml").at("/datasources/0");
    assertThat(source.path("uid").asText()).isEqualTo("trustlift-clickhouse");
    assertThat(source.path("type").asText()).isEqualTo("grafana-clickhouse-datasource");
    assertThat(source.path("editable").asBoolean(true)).isFalse();
    JsonNode settings = source.path("jsonData");
    assertThat(settings.path("server")).isEqualTo(settings.path("host"));
    assertThat(settings.path("protocol").asText()).isEqualTo("http");
    assertThat(source.at("/secureJsonData/password").asText()).startsWith("$");
  }

  /** What the provisioning files take from the environment, Grafana is given. */
  @Test
  void grafanaHasEveryVariable() throws IOException {
    Set<String> named = new TreeSet<>();
    for (String file :
        List.of(
            "infra/grafana/provisioning/datasources/clickhouse.yaml",
            "infra/grafana/provisioning/dashboards/trustlift.yaml",
            "dashboards/alerting/contact-points.yaml")) {
      Matcher matcher =
          Pattern.compile("\\$(TRUSTLIFT_\\w+)").matcher(Files.readString(Repository.file(file)));
      while (matcher.find()) {
        named.add(matcher.group(1));
      }
    }
    Set<String> given = new TreeSet<>();
    service("grafana", "environment").fieldNames().forEachRemaining(given::add);
    given.add("TRUSTLIFT_CLICKHOUSE_PASSWORD");
    assertThat(named).isNotEmpty();
    assertThat(given).containsAll(named);
    assertThat(Files.readString(Repository.file("infra/make-secrets")))
        .contains("TRUSTLIFT_CLICKHOUSE_PASSWORD=");
  }

  private Set<String> services() {
    Set<String> names = new TreeSet<>();
    compose.path("services").fieldNames().forEachRemaining(names::add);
    assertThat(names).hasSizeGreaterThanOrEqualTo(8);
    return names;
  }

  /** A key of a service; where it has none, that of the part that it takes over. */
  private JsonNode service(String name, String key) {
    JsonNode service = compose.at("/services/" + name);
    JsonNode own = service.path(key);
    return own.isMissingNode() ? service.at("/<<").path(key) : own;
  }

  private static Stream<Path> below(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.toString().contains("node_modules"))
          .filter(file -> !file.toString().contains("/secrets/"))
          .collect(Collectors.toList())
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode read(String name) throws IOException {
    // Anchors and merge keys are SnakeYAML's to resolve.
    Object tree = new Yaml().load(Files.readString(Repository.file(name)));
    return YAML.valueToTree(tree);
  }
}
