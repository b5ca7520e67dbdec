package io.trustlift.local.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.trustlift.local.process.Ports;
import io.trustlift.local.process.StartException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Grafana of this machine with TrustLift's dashboards, on 127.0.0.1 and for reading only: whoever
 * is on this machine looks without an account, and nobody can log in. It ends with this process,
 * however that ends.
 */
public final class GrafanaProcess implements AutoCloseable {

  /**
   * What is to be started.
   *
   * @param home folder of a Grafana, as it is unpacked
   * @param plugins folder in which the data source's plugin lies
   * @param port 0 for a free one
   */
  public record Options(Path home, Path plugins, int port) {

    /**
     * A Grafana in a folder, with the plugins where it looks for them: in the folder that {@code
     * GF_PATHS_PLUGINS} names, or else in its own {@code data/plugins}.
     *
     * @throws StartException when there is no Grafana, or the plugin is missing
     */
    public static Options of(Path home, int port, Map<String, String> environment) {
      Path absolute = home.toAbsolutePath().normalize();
      if (binary(absolute).isEmpty()) {
        throw new StartException(
            "There is no Grafana in "
                + absolute
                + ": name the folder that holds bin/grafana, as it comes from the download.");
      }
      String chosen = environment.getOrDefault("GF_PATHS_PLUGINS", "");
      Path plugins = chosen.isEmpty() ? absolute.resolve("data/plugins") : Path.of(chosen);
      if (!Files.isDirectory(plugins.resolve(PLUGIN))) {
        throw new StartException(
            "Grafana's plugin "
                + PLUGIN
                + " is not in "
                + plugins
                + ": install it with «bin/grafana cli --pluginsDir "
                + plugins
                + " plugins install "
                + PLUGIN
                + "», or set GF_PATHS_PLUGINS to the folder that has it.");
      }
      return new Options(absolute, plugins.toAbsolutePath(), port);
    }
  }

  private static final String PLUGIN = "grafana-clickhouse-datasource";
  private static final Duration START_TIMEOUT = Duration.ofSeconds(120);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /**
   * Runs its arguments, and ends them when it is told to, or when the end of its standard input
   * says that the process that started it is gone.
   */
  private static final String WATCHED =
      """
      "$@" </dev/null &
      grafana=$!
      trap 'kill "$grafana" 2>/dev/null' TERM INT
      exec 3<&0
      (cat <&3 >/dev/null; kill "$grafana" 2>/dev/null) &
      watch=$!
      wait "$grafana"
      code=$?
      trap - TERM INT
      wait "$grafana" 2>/dev/null
      kill "$watch" 2>/dev/null
      exit "$code"
      """;

  private final Process process;
  private final int port;

  private GrafanaProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts it and waits until it answers.
   *
   * @param trustLift root of the checkout, which holds the dashboards and the provisioning
   * @throws StartException when it does not come up, with the place of its log
   */
  public static GrafanaProcess start(
      Options options, Path trustLift, DataLayout data, int clickHousePort) throws IOException {
    int port = Ports.wantedOrFree(options.port(), "Grafana");
    Path own = data.root().resolve("grafana");
    Path provisioning = own.resolve("provisioning");
    provision(trustLift, provisioning);
    List<String> command = new ArrayList<>(List.of("sh", "-c", WATCHED, "grafana"));
    Path binary = binary(options.home()).orElseThrow();
    command.add(binary.toString());
    if (binary.endsWith("grafana")) {
      command.add("server");
    }
    command.addAll(List.of("--homepath", options.home().toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.put("GF_SERVER_HTTP_ADDR", "127.0.0.1");
    environment.put("GF_SERVER_HTTP_PORT", Integer.toString(port));
    environment.put("GF_SERVER_DOMAIN", "127.0.0.1");
    environment.put("GF_PATHS_DATA", own.resolve("data").toString());
    environment.put("GF_PATHS_LOGS", data.logs().toString());
    environment.put("GF_PATHS_PLUGINS", options.plugins().toString());
    environment.put("GF_PATHS_PROVISIONING", provisioning.toString());
    environment.put("GF_LOG_MODE", "console");
    environment.put("GF_AUTH_ANONYMOUS_ENABLED", "true");
    environment.put("GF_AUTH_ANONYMOUS_ORG_ROLE", "Viewer");
    environment.put("GF_AUTH_DISABLE_LOGIN_FORM", "true");
    environment.put("GF_AUTH_BASIC_ENABLED", "false");
    environment.put("GF_SECURITY_DISABLE_INITIAL_ADMIN_CREATION", "true");
    environment.put("GF_ANALYTICS_REPORTING_ENABLED", "false");
    environment.put("GF_ANALYTICS_CHECK_FOR_UPDATES", "false");
    environment.put("GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES", "false");
    environment.put("GF_NEWS_NEWS_FEED_ENABLED", "false");
    environment.put("GF_PLUGINS_PREINSTALL_DISABLED", "true");
    environment.put("TRUSTLIFT_DASHBOARDS", trustLift.resolve("dashboards").toString());
    environment.put("TRUSTLIFT_CLICKHOUSE_HOST", "127.0.0.1");
    environment.put("TRUSTLIFT_CLICKHOUSE_PORT", Integer.toString(clickHousePort));
    environment.put("TRUSTLIFT_CLICKHOUSE_USER", "default");
    environment.put("TRUSTLIFT_CLICKHOUSE_PASSWORD", "");
    // Nobody listens on the port 9 of this machine: alerts are shown, and go nowhere.
    environment.putIfAbsent("TRUSTLIFT_ALERT_WEBHOOK", "http://127.0.0.1:9/alerts");
    environment.putIfAbsent("TRUSTLIFT_ALERT_EMAIL", "trustlift@localhost");
    Path log = data.log("grafana");
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    GrafanaProcess grafana = new GrafanaProcess(builder.start(), port);
    try {
      grafana.awaitHealth(log);
    } catch (RuntimeException | IOException e) {
      grafana.close();
      throw e;
    }
    return grafana;
  }

  /** The dashboard that everything else is reached from. */
  public String url() {
    return "http://127.0.0.1:" + port + "/d/trustlift-trust-overview";
  }

  /** Asks it to stop, and kills it if it has not done so after 15 seconds. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }

  private static Optional<Path> binary(Path home) {
    return Stream.of("bin/grafana", "bin/grafana-server")
        .map(home::resolve)
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Puts the committed files where Grafana looks for them; the data source may read only. */
  private static void provision(Path trustLift, Path folder) throws IOException {
    DataLayout.delete(folder);
    Path committed = trustLift.resolve("infra/grafana/provisioning");
    copy(committed.resolve("dashboards"), folder.resolve("dashboards"));
    copy(trustLift.resolve("dashboards/alerting"), folder.resolve("alerting"));
    Path source = Path.of("datasources", "clickhouse.yaml");
    ObjectNode file = (ObjectNode) YAML.readTree(committed.resolve(source).toFile());
    ArrayNode settings =
        ((ObjectNode) file.at("/datasources/0/jsonData")).putArray("customSettings");
    // The embedded ClickHouse has no users: what a server keeps by the user's profile is asked for
    // with every query.
    Map.of("max_execution_time", "60", "max_result_rows", "100000", "readonly", "1")
        .forEach((name, value) -> settings.addObject().put("setting", name).put("value", value));
    Files.createDirectories(folder.resolve("datasources"));
    YAML.writeValue(folder.resolve(source).toFile(), file);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private void awaitHealth(Path log) throws IOException {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HttpRequest health =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/health"))
            .timeout(Duration.ofSeconds(5))
            .build();
    long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    try {
      while (!isHealthy(client, health)) {
        if (process.waitFor(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new StartException("Grafana ended while it started; see " + log);
        }
        if (System.nanoTime() > deadline) {
          throw new StartException(
              "Grafana did not answer within " + START_TIMEOUT.toSeconds() + " s; see " + log);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException("Waiting for Grafana was interrupted.", e);
    }
  }

  private static boolean isHealthy(HttpClient client, HttpRequest health)
      throws InterruptedException {
    try {
      return client.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }
}
