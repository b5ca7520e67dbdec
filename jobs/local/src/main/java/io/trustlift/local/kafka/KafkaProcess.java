package io.trustlift.local.kafka;

import io.trustlift.attribution.KafkaSecurity;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.security.auth.SecurityProtocol;

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

  /**
   * Whom it lets in.
   *
   * @param protocol of its listener
   * @param server settings of the broker beside its usual ones
   * @param scram users to be made when its folder is prepared, as Kafka's own tool takes them
   * @param client how its clients come in
   */
  public record Access(
      SecurityProtocol protocol,
      Map<String, String> server,
      List<String> scram,
      KafkaSecurity client) {

    /** Whoever is on this machine. */
    public static final Access OPEN =
        new Access(SecurityProtocol.PLAINTEXT, Map.of(), List.of(), KafkaSecurity.NONE);
  }

  private final ChildJvm process;
  private final int port;
  private final Access access;

  private KafkaProcess(ChildJvm process, int port, Access access) {
    this.process = process;
    this.port = port;
    this.access = access;
  }

  /**
   * Starts the broker and waits until it answers.
   *
   * @param data folder for its log segments; created if need be, found again if not
   * @param wantedPort 0 for a free one
   * @throws StartException with the reason
   */
  public static KafkaProcess start(Path data, int wantedPort, Path log) {
    return start(data, wantedPort, log, Access.OPEN);
  }

  /** The same with a door that is kept. */
  public static KafkaProcess start(Path data, int wantedPort, Path log, Access access) {
    int port = Ports.wantedOrFree(wantedPort, "Kafka");
    try {
      Files.createDirectories(data);
      Path config = data.resolve("server.properties");
      write(properties(data, port, Ports.free(), access), config);
      if (!Files.exists(data.resolve("log").resolve("meta.properties"))) {
        format(config, access.scram());
      }
      ChildJvm process =
          ChildJvm.start(
              KafkaServer.class,
              List.of("-Xmx512m", "-XX:+UseSerialGC", "-Dtrustlift.log=" + log),
              List.of(config.toString()),
              log);
      KafkaProcess kafka = new KafkaProcess(process, port, access);
      kafka.awaitAnswer();
      return kafka;
    } catch (IOException e) {
      throw new StartException("Kafka cannot be started: " + e.getMessage(), e);
    }
  }

  private static Properties properties(Path data, int port, int controllerPort, Access access) {
    String protocol = access.protocol().name;
    Properties properties = new Properties();
    properties.putAll(
        Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", "1"),
            Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controllerPort),
            Map.entry(
                "listeners",
                protocol
                    + "://127.0.0.1:"
                    + port
                    + ","
                    + CONTROLLER
                    + "://127.0.0.1:"
                    + controllerPort),
            Map.entry("advertised.listeners", protocol + "://127.0.0.1:" + port),
            Map.entry("controller.listener.names", CONTROLLER),
            Map.entry(
                "listener.security.protocol.map",
                protocol + ":" + protocol + ",CONTROLLER:PLAINTEXT"),
            Map.entry("inter.broker.listener.name", protocol),
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
    properties.putAll(access.server());
    return properties;
  }

  private static void write(Properties properties, Path file) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      properties.store(out, "Written at every start");
    }
  }

  private static void format(Path config, List<String> scram) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "format",
                "--cluster-id",
                Uuid.randomUuid().toString(),
                "--config",
                config.toString()));
    scram.forEach(user -> arguments.addAll(List.of("--add-scram", user)));
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int code =
        StorageTool.execute(
            arguments.toArray(String[]::new), new PrintStream(said, true, StandardCharsets.UTF_8));
    if (code != 0) {
      throw new StartException(
          "Kafka's folder cannot be prepared: " + said.toString(StandardCharsets.UTF_8).strip());
    }
  }

  private void awaitAnswer() throws IOException {
    long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    try (Admin admin = Admin.create(access.client().client(bootstrapServers()))) {
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
