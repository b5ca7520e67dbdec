package io.trustlift.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trustlift.clickhouse.Migrations;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** ClickHouse with the users of {@code sql/security}, for the tables that are migrated. */
class ClickHouseTest {

  private final JsonNode configuration =
      Manifest.named("ClickHouseInstallation", "trustlift").at("/spec/configuration");

  @ParameterizedTest
  @ValueSource(strings = {"reader", "writer"})
  void usersMayWhatTheyMayElsewhere(String user) throws Exception {
    Map<String, String> elsewhere = new TreeMap<>();
    flatten(xml(user + ".xml", "profiles"), "", elsewhere);
    Map<String, String> here = new TreeMap<>();
    configuration
        .path("profiles")
        .fields()
        .forEachRemaining(
            entry -> {
              if (entry.getKey().startsWith("trustlift_" + user + "/")) {
                here.put(entry.getKey(), entry.getValue().asText());
              }
            });
    assertThat(here).isEqualTo(elsewhere);

    StringBuilder grants = new StringBuilder();
    configuration
        .path("users")
        .path("trustlift_" + user + "/grants/query")
        .forEach(grant -> grants.append(grant.asText()).append('\n'));
    NodeList queries = xml(user + ".xml", "users").getElementsByTagName("query");
    StringBuilder granted = new StringBuilder();
    for (int i = 0; i < queries.getLength(); i++) {
      granted.append(queries.item(i).getTextContent()).append('\n');
    }
    assertThat(grants.toString()).isEqualTo(granted.toString()).contains("ON trust.*");
  }

  @Test
  void passwordsAreHashesInASecret() {
    configuration
        .path("users")
        .fields()
        .forEachRemaining(
            entry ->
                assertThat(entry.getKey())
                    .doesNotContain("/password")
                    .matches(
                        "trustlift_(owner|writer|reader)/(k8s_secret_password_sha256_hex|networks/ip|profile|quota|grants/query)"));
  }

  /** What the migration calls the cluster is what the servers call it; one server is told. */
  @Test
  void tablesAreMigratedOnThisCluster() throws Exception {
    JsonNode cluster = configuration.at("/clusters/0");
    JsonNode migrate = Manifest.named("Job", "migrate").at("/spec/template/spec/containers/0");
    assertThat(migrate.at("/args/0").asText()).isEqualTo("migrate");
    assertThat(migrate.at("/args/2").asText()).isEqualTo("--cluster");
    assertThat(migrate.at("/args/3").asText()).isEqualTo(cluster.path("name").asText());
    assertThat(
            Migrations.ofClassPath().onCluster(migrate.at("/args/3").asText()).statements().get(0))
        .isEqualTo("CREATE DATABASE IF NOT EXISTS trust ON CLUSTER 'trustlift'");
    assertThat(Manifest.properties("tools.properties"))
        .containsEntry("clickhouse.host", "chi-trustlift-trustlift-0-0");
    assertThat(cluster.at("/layout/replicasCount").asInt()).isGreaterThan(1);
    assertThat(cluster.at("/secret/auto").asText()).isEqualTo("true");
    assertThat(configuration.at("/profiles").path("default/distributed_product_mode").asText())
        .isEqualTo("global");
  }

  @Test
  void replicasAgreeByAllKeepers() {
    JsonNode nodes = configuration.at("/zookeeper/nodes");
    JsonNode keepers = Manifest.named("StatefulSet", "keeper").path("spec");
    assertThat(nodes).hasSize(keepers.path("replicas").asInt());
    String raft = Manifest.named("ConfigMap", "keeper").at("/data/keeper.xml").asText();
    nodes.forEach(
        node -> {
          assertThat(raft).contains("<hostname>" + node.path("host").asText() + "</hostname>");
          assertThat(raft).contains("<tcp_port>" + node.path("port").asText() + "</tcp_port>");
        });
  }

  private static Element xml(String file, String part) throws Exception {
    Path path = Manifest.HOME.resolve("sql/security").resolve(file);
    return (Element)
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(path.toFile())
            .getElementsByTagName(part)
            .item(0);
  }

  private static void flatten(Node node, String path, Map<String, String> into) {
    boolean leaf = true;
    for (Node part = node.getFirstChild(); part != null; part = part.getNextSibling()) {
      if (part instanceof Element element) {
        leaf = false;
        flatten(
            element,
            path.isEmpty() ? element.getTagName() : path + "/" + element.getTagName(),
            into);
      }
    }
    if (leaf) {
      into.put(path, node.getTextContent().strip());
    }
  }
}
