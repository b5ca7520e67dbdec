package io.trustlift.local.kafka;

import io.trustlift.local.process.ChildJvm;
import io.trustlift.local.process.Ports;
import io.trustlift.local.process.StartException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;

/**
 * A Kafka of one node, broker and controller in one (KRaft), on 127.0.0.1, in a process of its own.
 */
public final class KafkaProcess implements AutoCloseable {

  /**
   * The largest record it takes, in bytes: far above what the job reads, so that what is too long
   * is rejected there.
   */
  public static final int MAX_RECORD_BYTES = 32 * 1024 * 1024;

  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration POLL_EVERY = Duration.ofMillis(50);
  private static final String CONTROLLER = "CONTROLLER";

  private final ChildJvm process;
  private final int port;

  private KafkaProcess(ChildJvm process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts the broker and waits until it answers.
   *
   * @param data folder for its log segments; created if need be, found again if not
   * @param wantedPort 0 for a free one
   * @throws StartException with the reason
   */
  public static KafkaProcess start(Path data, int wantedPort, Path log) {
    int port = Ports.wantedOrFree(wantedPort, "Kafka");
    try {
      Files.createDirectories(data);
      Path config = data.resolve("server.properties");
      write(properties(data, port, Ports.free()), config);
      if (!Files.exists(data.resolve("log").resolve("meta.properties"))) {
        format(config);
      }
      ChildJvm process =
          ChildJvm.start(
              KafkaServer.class,
              List.of("-Xmx512m", "-XX:+UseSerialGC", "-Dtrustlift.log=" + log),
              List.of(config.toString()),
              log);
      KafkaProcess kafka = new KafkaProcess(process, port);
      kafka.awaitAnswer();
      return kafka;
    } catch (IOException e) {
      throw new StartException("Kafka cannot be started: " + e.getMessage(), e);
    }
  }

  private static Properties properties(Path data, int port, int controllerPort) {
    Properties properties = new Properties();
    properties.putAll(
        Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", "1"),
            Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controllerPort),
            Map.entry(
                "listeners",
                "PLAINTEXT://127.0.0.1:"
                    + port
                    + ","
                    + CONTROLLER
                    + "://127.0.0.1:"
                    + controllerPort),
            Map.entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port),
            Map.entry("controller.listener.names", CONTROLLER),
            Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
            Map.entry("log.dirs", data.resolve("log").toString()),
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("message.max.bytes", Integer.toString(MAX_RECORD_BYTES)),
            Map.entry("log.retention.ms", "-1"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "1"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "1"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("group.initial.rebalance.delay.ms", "0")));
    return properties;
  }

  private static void write(Properties properties, Path file) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      properties.store(out, "Written at every start");
    }
  }

  private static void format(Path config) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int code =
        StorageTool.execute(
            new String[] {
              "format", "--cluster-id", Uuid.randomUuid().toString(), "--config", config.toString()
            },
            new PrintStream(said, true, StandardCharsets.UTF_8));
    if (code != 0) {
      throw new StartException(
          "Kafka's folder cannot be prepared: " + said.toString(StandardCharsets.UTF_8).strip());
    }
  }

  private void awaitAnswer() throws IOException {
    long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    try (Admin admin = Admin.create(adminProperties())) {
      while (!answers(admin)) {
        if (process.awaitEnd(POLL_EVERY)) {
          throw new StartException(
              "Kafka ended while it started. Its last words:\n"
                  + String.join("\n", process.lastLines()));
        }
        if (System.nanoTime() > deadline) {
          process.kill();
          throw new StartException(
              "Kafka did not answer within "
                  + START_TIMEOUT.toSeconds()
                  + " s; see "
                  + process.log());
        }
      }
    }
  }

  private static boolean answers(Admin admin) {
    try {
      return !admin.describeCluster().nodes().get(1, TimeUnit.SECONDS).isEmpty();
    } catch (ExecutionException | TimeoutException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException("Waiting for Kafka was interrupted.", e);
    }
  }

  private Properties adminProperties() {
    Properties properties = new Properties();
    properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
    return properties;
  }

  /** Where clients find it, {@code host:port}. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  /** The broker's process id. */
  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Kills the broker as a crash would. */
  public void kill() {
    process.kill();
  }

  @Override
  public void close() {
    process.close();
  }
}
