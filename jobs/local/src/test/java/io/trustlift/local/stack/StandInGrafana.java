package io.trustlift.local.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Stands in for a Grafana where none is at hand: it writes down how it was started, and says that
 * it is well. What Grafana makes of what it is given is not tested by it.
 */
public final class StandInGrafana {

  private StandInGrafana() {}

  /** Lays a folder out as Grafana's download is, with the plugin. */
  public static void install(Path home) throws IOException {
    Files.createDirectories(home.resolve("data/plugins/grafana-clickhouse-datasource"));
    Path binary = Files.createDirectories(home.resolve("bin")).resolve("grafana");
    Files.writeString(
        binary,
        """
        #!/bin/sh
        exec '%s' -cp '%s' %s '%s' "$@"
        """
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path"),
                StandInGrafana.class.getName(),
                home));
    Files.setPosixFilePermissions(binary, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** What it wrote down: {@code pid}, {@code arguments}, {@code environment}. */
  public static Map<?, ?> started(Path home) throws IOException {
    return new ObjectMapper().readValue(home.resolve("started.json").toFile(), Map.class);
  }

  public static void main(String[] arguments) throws IOException {
    Path home = Path.of(arguments[0]);
    new ObjectMapper()
        .writeValue(
            home.resolve("started.json").toFile(),
            Map.of(
                "pid", ProcessHandle.current().pid(),
                "arguments", List.of(arguments).subList(1, arguments.length),
                "environment", new TreeMap<>(System.getenv())));
    if (Files.exists(home.resolve("ends"))) {
      System.out.println("It does not like its settings.");
      System.exit(1);
    }
    HttpServer http =
        HttpServer.create(
            new InetSocketAddress(
                System.getenv("GF_SERVER_HTTP_ADDR"),
                Integer.parseInt(System.getenv("GF_SERVER_HTTP_PORT"))),
            0);
    http.createContext(
        "/api/health",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    http.start();
  }
}
