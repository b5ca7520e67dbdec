package io.trustlift.report.look;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The files of the page, all of them in memory and each under its own name: nothing else can be
 * had, whatever a path says.
 */
final class Assets {

  /** A file with its media type. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Asset(byte[] bytes, String mediaType) {

    /** A name of the content, by which a browser sees that it has it already. */
    String tag() {
      CRC32C sum = new CRC32C();
      sum.update(bytes);
      return "\"" + Long.toHexString(sum.getValue()) + "-" + bytes.length + "\"";
    }
  }

  /** Where the chart library is found, see {@code charts.js}. */
  static final String ECHARTS = "/assets/echarts.js";

  private static final List<String> SCRIPTS =
      List.of(
          "api.js",
          "app.js",
          "charts.js",
          "dom.js",
          "experiment.js",
          "format.js",
          "lanes.js",
          "lift.js",
          "market.js",
          "overview.js",
          "panel.js",
          "state.js",
          "stream.js",
          "table.js");

  private static final List<String> PAGES =
      List.of("/", "/overview", "/market", "/stream", "/experiment");

  private final Map<String, Asset> byPath = new HashMap<>();

  /**
   * Reads them.
   *
   * @param echarts the chart library as one ES module
   * @throws IOException if it cannot be read
   */
  Assets(Path echarts) throws IOException {
    Asset page = resource("page.html", "text/html; charset=utf-8");
    PAGES.forEach(path -> byPath.put(path, page));
    SCRIPTS.forEach(
        name -> byPath.put("/assets/" + name, resource(name, "text/javascript; charset=utf-8")));
    byPath.put("/assets/look.css", resource("look.css", "text/css; charset=utf-8"));
    byPath.put("/assets/icon.svg", resource("icon.svg", "image/svg+xml"));
    byPath.put(ECHARTS, new Asset(Files.readAllBytes(echarts), "text/javascript; charset=utf-8"));
  }

  Optional<Asset> at(String path) {
    return Optional.ofNullable(byPath.get(path));
  }

  private static Asset resource(String name, String mediaType) {
    try (InputStream in = Assets.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + name + " is missing");
      }
      return new Asset(in.readAllBytes(), mediaType);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
