package io.trustlift.report.weekly;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Draws charts by ECharts in one process of Node.js, which is started ahead, so that it has loaded
 * its library when the charts are known.
 */
public final class NodeCharts implements AutoCloseable {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private static final String SCRIPT = "charts.mjs";

  private final Process node;
  private final Path errors;

  private NodeCharts(Process node, Path errors) {
    this.node = node;
    this.errors = errors;
  }

  /**
   * Starts the process.
   *
   * @param web the folder {@code infra/web}, with its libraries
   * @throws ReviewException when Node.js is not installed
   * @throws IOException when a file for its messages cannot be made
   */
  public static NodeCharts start(Path web) throws IOException {
    Path errors = Files.createTempFile("trustlift-charts", ".log");
    try {
      return new NodeCharts(
          new ProcessBuilder("node", SCRIPT)
              .directory(web.toFile())
              .redirectError(errors.toFile())
              .start(),
          errors);
    } catch (IOException e) {
      Files.deleteIfExists(errors);
      throw new ReviewException(
          "The charts are drawn by Node.js, which is not installed: install it (20 or newer), then try again.");
    }
  }

  /**
   * Draws charts, each from its description; once for each process.
   *
   * @return for each the text of an SVG element with a {@code viewBox}, in the same order; the same
   *     for the same charts, with ids that no two share
   * @throws ReviewException when they cannot be drawn
   * @throws IOException when Node.js cannot be heard
   */
  public List<String> draw(List<Chart> charts) throws IOException {
    try (OutputStream in = node.getOutputStream()) {
      JSON.writeValue(in, Map.of("charts", charts));
    } catch (IOException e) {
      // It ended before it had read all; what it said is told below.
    }
    String answer = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    List<String> drawn =
        await() == 0 ? JSON.readValue(answer, new TypeReference<>() {}) : List.of();
    if (drawn.size() != charts.size()) {
      throw new ReviewException(
          "The charts could not be drawn; what Node.js said is in " + errors + ".");
    }
    Files.deleteIfExists(errors);
    return drawn;
  }

  private int await() throws IOException {
    try {
      return node.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Waiting for the charts was interrupted", e);
    }
  }

  /** Ends the process, should nothing have been drawn. */
  @Override
  public void close() throws IOException {
    if (node.isAlive()) {
      node.destroyForcibly();
      try {
        node.waitFor(1, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      Files.deleteIfExists(errors);
    }
  }
}
