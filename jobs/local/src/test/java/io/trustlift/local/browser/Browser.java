package io.trustlift.local.browser;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.trustlift.local.clickhouse.EngineLibrary;
import io.trustlift.local.npm.NpmPackage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A Chromium of this machine, driven by playwright-core of {@code infra/web} in a Node.js process
 * that ends with each call.
 */
public final class Browser {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  private Browser() {}

  /** Opens pages one after the other, each as a new visitor. */
  public static List<Seen> open(List<Visit> visits) {
    Path packages =
        new NpmPackage(
                EngineLibrary.findHome().resolve("infra").resolve("web"),
                "playwright-core",
                "package.json",
                "the driver of the browser",
                "about 80 MB on disk",
                NpmPackage.FETCH_ALL)
            .locateOrFetch(System.out::println)
            .getParent();
    Map<String, Object> job =
        Map.of(
            "packages", packages.toString(), "chromium", executable().toString(), "visits", visits);
    try {
      Path script = Files.createTempFile("visit", ".mjs");
      Path errors = Files.createTempFile("visit", ".log");
      try (InputStream in = Browser.class.getResourceAsStream("visit.mjs")) {
        Files.write(script, in.readAllBytes());
        Process node =
            new ProcessBuilder("node", script.toString()).redirectError(errors.toFile()).start();
        try (OutputStream out = node.getOutputStream()) {
          JSON.writeValue(out, job);
        }
        byte[] answer = node.getInputStream().readAllBytes();
        if (node.waitFor() != 0) {
          throw new AssertionError("the browser failed: " + Files.readString(errors));
        }
        return List.of(JSON.readValue(new String(answer, StandardCharsets.UTF_8), Seen[].class));
      } finally {
        Files.delete(script);
        Files.delete(errors);
      }
    } catch (IOException e) {
      throw new AssertionError("the browser could not be driven; is Node.js installed?", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("waiting for the browser was interrupted", e);
    }
  }

  /** Opens one page. */
  public static Seen open(Visit visit) {
    return open(List.of(visit)).get(0);
  }

  private static Path executable() {
    String named = System.getenv("CHROMIUM");
    if (named != null && !named.isEmpty()) {
      return Path.of(named);
    }
    return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError(
                    "There is no Chromium on this machine to look at pages with: install Debian's package chromium, or name one in"
                        + " the environment variable CHROMIUM."));
  }
}
