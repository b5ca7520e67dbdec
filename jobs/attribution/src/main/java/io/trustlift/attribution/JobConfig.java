package io.trustlift.attribution;

import io.trustlift.adapters.SourceFormats;
import io.trustlift.clickhouse.ClickHouseUrl;
import io.trustlift.model.Parameters;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * Everything that differs between installations.
 *
 * @param bootstrapServers of Kafka, {@code host:port}, comma-separated
 * @param deadLetterTopic where records go that cannot be used
 * @param consumerGroup under which offsets are committed, for lag monitors; the job itself starts
 *     from its checkpoints
 * @param bounded whether to stop at the offsets that the topics end with at the start, rather than
 *     go on for ever
 * @param clickHouse where the tables are
 * @param batches how rows are written
 * @param maxDrift how far, by event time, one partition may be read ahead of the slowest; zero for
 *     no limit. Too low, and a partition waits for others all the time; too high, and a backlog is
 *     kept in state
 * @param idleTimeout silence after which a partition no longer holds the watermark back
 * @param formats what the records of viewers and orders look like
 * @param viewerIdSecret what viewer ids are replaced with at the source
 * @param kafkaSecurity how Kafka is spoken to
 */
public record JobConfig(
    String bootstrapServers,
    String deadLetterTopic,
    String consumerGroup,
    boolean bounded,
    ClickHouseUrl clickHouse,
    Batches batches,
    Duration maxDrift,
    Duration idleTimeout,
    SourceFormats formats,
    ViewerIdSecret viewerIdSecret,
    KafkaSecurity kafkaSecurity) {

  /**
   * How rows are written.
   *
   * @param rows of a full batch. Too low, and ClickHouse gets more parts than it can merge; too
   *     high, and a batch takes memory
   * @param interval after which a batch is sent that is not full: what a row waits at most
   * @param retries of a batch that failed, before the job fails over to its last checkpoint
   */
  public record Batches(int rows, Duration interval, int retries) implements Serializable {
    public static final Batches DEFAULT = new Batches(20_000, Duration.ofSeconds(1), 3);

    /**
     * Of input that ends nobody waits for a single row: few, large parts hardly have to be merged.
     */
    private static final Batches BOUNDED =
        new Batches(5 * DEFAULT.rows(), Duration.ofSeconds(20), DEFAULT.retries());

    static Batches defaults(boolean bounded) {
      return bounded ? BOUNDED : DEFAULT;
    }

    Batches ofAtMost(int mostRows) {
      return new Batches(Math.min(rows, mostRows), interval, retries);
    }

    Batches sentWithin(Duration longest) {
      return new Batches(rows, interval.compareTo(longest) < 0 ? interval : longest, retries);
    }
  }

  /**
   * What holds unless told otherwise, for a Kafka in plain text.
   *
   * @param bounded as above; topics that end are read without a limit to how far one is ahead
   */
  public static JobConfig defaults(
      String bootstrapServers,
      ClickHouseUrl clickHouse,
      boolean bounded,
      SourceFormats formats,
      ViewerIdSecret viewerIdSecret) {
    return new JobConfig(
        bootstrapServers,
        DEAD_LETTER_TOPIC,
        CONSUMER_GROUP,
        bounded,
        clickHouse,
        Batches.defaults(bounded),
        bounded ? Duration.ZERO : MAX_DRIFT,
        Duration.ofMillis(Parameters.IDLE_TIMEOUT),
        formats,
        viewerIdSecret,
        KafkaSecurity.NONE);
  }

  /** The same, that takes a silent partition for idle after another time. */
  public JobConfig withIdleTimeout(Duration timeout) {
    return new JobConfig(
        bootstrapServers,
        deadLetterTopic,
        consumerGroup,
        bounded,
        clickHouse,
        batches,
        maxDrift,
        timeout,
        formats,
        viewerIdSecret,
        kafkaSecurity);
  }

  /** The topic for dead letters, unless told otherwise. */
  public static final String DEAD_LETTER_TOPIC = "trust.dead-letters";

  /** Under which offsets are committed, unless told otherwise. */
  public static final String CONSUMER_GROUP = "trustlift";

  /** How far a partition is read ahead of the slowest, unless told otherwise. */
  public static final Duration MAX_DRIFT = Duration.ofMinutes(10);

  /**
   * All keys that {@link #read} knows. Others are refused: a key that is misspelled would be one
   * that is not set.
   */
  public static final Set<String> KEYS =
      Set.of(
          "kafka.bootstrap.servers",
          "kafka.dead.letter.topic",
          "kafka.consumer.group",
          "kafka.security.protocol",
          "kafka.tls.authorities.file",
          "kafka.sasl.mechanism",
          "kafka.sasl.user",
          "kafka.sasl.password.file",
          "source.bounded",
          "source.format",
          "source.max.drift.ms",
          "source.idle.timeout.ms",
          "clickhouse.host",
          "clickhouse.port",
          "clickhouse.user",
          "clickhouse.password.file",
          "clickhouse.tls",
          "clickhouse.tls.authorities.file",
          "viewer.id.secret.file",
          "sink.batch.rows",
          "sink.batch.interval.ms",
          "sink.retries");

  private static final String PASSWORD_VARIABLE = "TRUSTLIFT_CLICKHOUSE_PASSWORD";

  /**
   * Reads a properties file; see {@code docs/operations.md} for its keys. The password comes from
   * the environment ({@code TRUSTLIFT_CLICKHOUSE_PASSWORD}) or from the file that {@code
   * clickhouse.password.file} names, never from the properties.
   *
   * @throws IllegalArgumentException naming the key that is missing or has a value that cannot be
   *     used
   */
  public static JobConfig read(Path file, Map<String, String> environment) throws IOException {
    Properties properties = new Properties();
    try (var in = Files.newBufferedReader(file)) {
      properties.load(in);
    }
    ConfigKeys keys = new ConfigKeys(properties, file);
    keys.forbid("clickhouse.password", PASSWORD_VARIABLE);
    keys.forbid("kafka.sasl.password", KafkaSecurity.PASSWORD_VARIABLE);
    keys.forbid("viewer.id.secret", ViewerIdSecret.VARIABLE);
    keys.requireKnown(KEYS);
    boolean bounded = keys.flag("source.bounded", false);
    Batches batches = Batches.defaults(bounded);
    return new JobConfig(
        keys.required("kafka.bootstrap.servers"),
        keys.orElse("kafka.dead.letter.topic", DEAD_LETTER_TOPIC),
        keys.orElse("kafka.consumer.group", CONSUMER_GROUP),
        bounded,
        clickHouse(keys, environment),
        new Batches(
            keys.number("sink.batch.rows", batches.rows()),
            keys.duration("sink.batch.interval.ms", batches.interval()),
            keys.number("sink.retries", batches.retries())),
        keys.duration("source.max.drift.ms", MAX_DRIFT),
        keys.duration("source.idle.timeout.ms", Duration.ofMillis(Parameters.IDLE_TIMEOUT)),
        keys.formats(),
        viewerIdSecret(keys, environment),
        KafkaSecurity.read(keys, environment));
  }

  private static ClickHouseUrl clickHouse(ConfigKeys keys, Map<String, String> environment)
      throws IOException {
    boolean tls = keys.flag("clickhouse.tls", false);
    String authorities = keys.readable("clickhouse.tls.authorities.file");
    if (!tls && !authorities.isEmpty()) {
      throw new IllegalArgumentException(
          "clickhouse.tls.authorities.file in %s is of no use without clickhouse.tls = true"
              .formatted(keys.file()));
    }
    return ClickHouseUrl.of(
            keys.required("clickhouse.host"),
            keys.number("clickhouse.port", tls ? 8443 : 8123),
            keys.orElse("clickhouse.user", "default"),
            keys.secret("clickhouse.password.file", PASSWORD_VARIABLE, environment))
        .with(tls ? new ClickHouseUrl.Tls(true, authorities) : ClickHouseUrl.Tls.NONE);
  }

  private static ViewerIdSecret viewerIdSecret(ConfigKeys keys, Map<String, String> environment) {
    String file = keys.orElse("viewer.id.secret.file", "");
    return file.isEmpty()
        ? ViewerIdSecret.of(environment)
        : ViewerIdSecret.ofFile(Path.of(file), "viewer.id.secret.file");
  }
}
