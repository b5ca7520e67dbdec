package io.trustlift.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;

/**
 * One object of the manifests.
 *
 * @param file that it stands in
 * @param body the object
 */
record Manifest(String file, JsonNode body) {

  static final Path HOME = Path.of(System.getProperty("trustlift.home"));
  static final Path FOLDER = HOME.resolve("infra/k8s");

  private static final YAMLMapper YAML = new YAMLMapper();

  /** What kustomize is told. */
  static JsonNode kustomization() {
    return read("kustomization.yaml").get(0).body();
  }

  /** Every object that kustomize is told to apply. */
  static List<Manifest> all() {
    List<Manifest> found = new ArrayList<>();
    kustomization().path("resources").forEach(file -> found.addAll(read(file.asText())));
    return found;
  }

  static List<Manifest> ofKind(String kind) {
    return all().stream().filter(manifest -> manifest.kind().equals(kind)).toList();
  }

  /** The only one of its kind and name. */
  static JsonNode named(String kind, String name) {
    List<Manifest> found =
        ofKind(kind).stream().filter(manifest -> manifest.name().equals(name)).toList();
    if (found.size() != 1) {
      throw new IllegalStateException(kind + " " + name + ": " + found.size());
    }
    return found.get(0).body();
  }

  private static List<Manifest> read(String file) {
    try (MappingIterator<JsonNode> documents =
        YAML.readerFor(JsonNode.class).readValues(FOLDER.resolve(file).toFile())) {
      List<Manifest> found = new ArrayList<>();
      while (documents.hasNext()) {
        found.add(new Manifest(file, documents.next()));
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }

  static Properties properties(String file) throws IOException {
    Properties properties = new Properties();
    try (var in = Files.newBufferedReader(FOLDER.resolve(file), StandardCharsets.UTF_8)) {
      properties.load(in);
    }
    return properties;
  }

  String kind() {
    return body.path("kind").asText();
  }

  String name() {
    return body.path("metadata").path("name").asText();
  }

  /** Shows every object and list in a node, itself first. */
  static void walk(JsonNode node, Consumer<JsonNode> seen) {
    seen.accept(node);
    node.forEach(part -> walk(part, seen));
  }

  @Override
  public String toString() {
    return file + ": " + kind() + " " + name();
  }
}
