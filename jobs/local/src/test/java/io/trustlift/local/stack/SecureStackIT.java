package io.trustlift.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trustlift.attribution.JobConfig;
import io.trustlift.attribution.KafkaSecurity;
import io.trustlift.clickhouse.ClickHouseUrl;
import io.trustlift.local.flink.LocalFlink;
import io.trustlift.local.kafka.InputFolder;
import io.trustlift.local.kafka.KafkaProcess;
import io.trustlift.local.kafka.TopicLoader;
import io.trustlift.local.kafka.Topics;
import io.trustlift.reference.GoldenCase;
import io.trustlift.reference.TablesDiff;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Kafka that speaks TLS and asks for a password by SCRAM, and a ClickHouse behind TLS with a user
 * of its own: the job comes in with what stands in its configuration, nobody comes in without, and
 * no password is left lying about.
 */
class SecureStackIT {

  private static final String KAFKA_USER = "trustlift-job";
  private static final String KAFKA_PASSWORD = "kafka-\"pass\\word\"-7Qm2";
  private static final String CLICKHOUSE_USER = "trustlift_writer";
  private static final String CLICKHOUSE_PASSWORD = "clickhouse-password-x93K";
  private static final String STORE_PASSWORD = "store-password-B51z";
  private static final String MECHANISM = "SCRAM-SHA-512";
  private static final Duration NO_CHECKPOINTS = Duration.ofHours(1);

  private static final String LISTENER = "secure-stack";

  /** What this process has logged, wherever the tests before have sent its log. */
  private static final StringWriter LOGGED = new StringWriter();

  @TempDir static Path folder;
  private static EmbeddedStack stack;
  private static SelfSigned key;
  private static KafkaProcess kafka;
  private static GuardedDoor door;

  @BeforeAll
  static void start() throws Exception {
    // What a cluster of one's own may well log.
    Configurator.setLevel("org.apache.kafka", Level.INFO);
    listen();
    stack = new EmbeddedStack(folder);
    key = SelfSigned.make(folder.resolve("keys"), STORE_PASSWORD);
    door = new GuardedDoor(key, stack.clickHouse().port(), CLICKHOUSE_USER, CLICKHOUSE_PASSWORD);
    kafka =
        KafkaProcess.start(
            folder.resolve("kafka"),
            0,
            folder.resolve("kafka.log"),
            new KafkaProcess.Access(
                SecurityProtocol.SASL_SSL,
                Map.of(
                    "ssl.keystore.type",
                    "PKCS12",
                    "ssl.keystore.location",
                    key.keyStore().toString(),
                    "ssl.keystore.password",
                    STORE_PASSWORD,
                    "ssl.key.password",
                    STORE_PASSWORD,
                    "sasl.enabled.mechanisms",
                    MECHANISM,
                    "sasl.mechanism.inter.broker.protocol",
                    MECHANISM,
                    "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config",
                    scram(KAFKA_PASSWORD).clientSettings().get("sasl.jaas.config"),
                    "ssl.truststore.type",
                    "PEM",
                    "ssl.truststore.location",
                    key.certificate().toString()),
                List.of(
                    "%s=[name=%s,password=%s]".formatted(MECHANISM, KAFKA_USER, KAFKA_PASSWORD)),
                scram(KAFKA_PASSWORD)));
  }

  private static void listen() {
    LoggerContext context = LoggerContext.getContext(false);
    WriterAppender appender =
        WriterAppender.newBuilder()
            .setName(LISTENER)
            .setTarget(LOGGED)
            .setLayout(PatternLayout.newBuilder().withPattern("%m %ex%n").build())
            .build();
    appender.start();
    context.getConfiguration().getRootLogger().addAppender(appender, Level.ALL, null);
    context.updateLoggers();
  }

  @AfterAll
  static void stop() {
    kafka.close();
    door.close();
    stack.close();
    LoggerContext.getContext(false).getConfiguration().getRootLogger().removeAppender(LISTENER);
    Configurator.setLevel("org.apache.kafka", Level.WARN);
  }

  @Test
  void everyRowThroughLockedDoorsAndNoPasswordLeftLyingAbout() throws Exception {
    JobConfig config = JobConfig.read(jobProperties(), Map.of());
    GoldenCase golden = GoldenCase.all().get(0);
    stack.emptyTables();
    Topics.create(config.bootstrapServers(), config.kafkaSecurity(), 2, TimestampType.CREATE_TIME);
    Path input = folder.resolve("input");
    golden.history().writeTo(input);
    TopicLoader.load(
        InputFolder.of(input), config.bootstrapServers(), config.kafkaSecurity(), bytes -> {});
    List<String> shown;
    try (LocalFlink flink = flink()) {
      JobID job = flink.submit(config);
      shown = pages(flink, job);
      assertThat(flink.await(job).getSerializedThrowable()).isEmpty();
      shown.addAll(pages(flink, job));
    }

    assertThat(TablesDiff.between(golden.expected(), stack.tables())).isEmpty();
    assertThat(stack.counts().read()).isEqualTo(golden.history().size());
    // What sql/security/writer.xml lets the job do is all that it does: to add rows, and before
    // that to ask for the types of the columns, which whoever may read a table may.
    assertThat(door.passed())
        .anyMatch(statement -> statement.startsWith("INSERT INTO trust."))
        .allSatisfy(
            statement ->
                assertThat(statement).matches("(?s)(INSERT INTO trust\\.|DESCRIBE TABLE \\w+_).*"));

    assertThat(shown).anySatisfy(page -> assertThat(page).contains("parallelism"));
    shown.add(commandLines());
    shown.add(Files.readString(folder.resolve("kafka.log")));
    shown.add(LOGGED.toString());
    assertThat(shown).anySatisfy(text -> assertThat(text).contains(kafka.bootstrapServers()));
    assertThat(shown)
        .allSatisfy(
            text ->
                assertThat(text)
                    .doesNotContain(
                        KAFKA_PASSWORD,
                        "kafka-\\\"pass",
                        "7Qm2",
                        CLICKHOUSE_PASSWORD,
                        STORE_PASSWORD));
  }

  @Test
  void aWrongPasswordIsToldAsSuch() {
    KafkaSecurity wrong = scram("guessed");
    assertThatThrownBy(
            () -> Topics.create(kafka.bootstrapServers(), wrong, 1, TimestampType.CREATE_TIME))
        .hasMessageContaining("topics cannot be created")
        .hasMessageContaining("Authentication failed")
        .hasMessageContaining("SCRAM-SHA-512")
        .hasMessageNotContaining("guessed");
  }

  @Test
  void theJobFailsWithTheReason() throws Exception {
    Path guessed = Files.writeString(folder.resolve("guessed"), "guessed");
    Path properties = jobProperties();
    Files.writeString(
        properties,
        Files.readString(properties)
            .replaceAll("kafka.sasl.password.file.*", "kafka.sasl.password.file = " + guessed));
    try (LocalFlink flink = flink()) {
      JobID job = flink.submit(JobConfig.read(properties, Map.of()));
      assertThat(flink.await(job).getSerializedThrowable())
          .hasValueSatisfying(
              failure ->
                  assertThat(failure.getFullStringifiedStackTrace())
                      .contains("SaslAuthenticationException: Authentication failed")
                      .doesNotContain("guessed"));
    }
  }

  @Test
  void aBrokerThatNobodyVouchesForIsNotTalkedTo() {
    KafkaSecurity trusting = KafkaSecurity.scram(null, MECHANISM, KAFKA_USER, KAFKA_PASSWORD);
    assertThatThrownBy(
            () -> Topics.create(kafka.bootstrapServers(), trusting, 1, TimestampType.CREATE_TIME))
        .hasMessageContaining("SSL handshake failed")
        .hasRootCauseInstanceOf(java.security.cert.CertPathBuilderException.class)
        .hasStackTraceContaining(SslAuthenticationException.class.getName());
  }

  @Test
  void aWrongPasswordOfClickHouseIsToldAsSuch() {
    ClickHouseUrl wrong =
        ClickHouseUrl.of("127.0.0.1", door.port(), CLICKHOUSE_USER, "guessed").with(tls());
    assertThatThrownBy(() -> ask(wrong))
        .isInstanceOf(SQLException.class)
        .hasStackTraceContaining("Code: 516.") // AUTHENTICATION_FAILED
        .hasMessageNotContaining("guessed");
  }

  @Test
  void aClickHouseThatNobodyVouchesForIsNotTalkedTo() {
    ClickHouseUrl trusting =
        ClickHouseUrl.of("127.0.0.1", door.port(), CLICKHOUSE_USER, CLICKHOUSE_PASSWORD)
            .with(new ClickHouseUrl.Tls(true, ""));
    List<String> passed = door.passed();
    assertThatThrownBy(() -> ask(trusting))
        .isInstanceOf(SQLException.class)
        .hasStackTraceContaining("unable to find valid certification path");
    assertThat(door.passed()).isEqualTo(passed);
  }

  private static void ask(ClickHouseUrl url) throws SQLException {
    try (Connection connection = url.connect();
        Statement statement = connection.createStatement()) {
      statement.executeQuery("SELECT 1");
    }
  }

  private static Path jobProperties() throws IOException {
    Path kafkaPassword = Files.writeString(folder.resolve("kafka-password"), KAFKA_PASSWORD + "\n");
    Path clickHousePassword =
        Files.writeString(folder.resolve("clickhouse-password"), CLICKHOUSE_PASSWORD);
    return Files.writeString(
        folder.resolve("job.properties"),
        """
        kafka.bootstrap.servers = %s
        kafka.security.protocol = SASL_SSL
        kafka.tls.authorities.file = %s
        kafka.sasl.mechanism = %s
        kafka.sasl.user = %s
        kafka.sasl.password.file = %s
        clickhouse.host = 127.0.0.1
        clickhouse.port = %d
        clickhouse.user = %s
        clickhouse.password.file = %s
        clickhouse.tls = true
        clickhouse.tls.authorities.file = %s
        source.bounded = true
        source.max.drift.ms = 0
        """
            .formatted(
                kafka.bootstrapServers(),
                key.certificate(),
                MECHANISM,
                KAFKA_USER,
                kafkaPassword,
                door.port(),
                CLICKHOUSE_USER,
                clickHousePassword,
                key.certificate()));
  }

  private static KafkaSecurity scram(String password) {
    return KafkaSecurity.scram(key.certificate(), MECHANISM, KAFKA_USER, password);
  }

  private static ClickHouseUrl.Tls tls() {
    return new ClickHouseUrl.Tls(true, key.certificate().toString());
  }

  private static LocalFlink flink() {
    return LocalFlink.start(
        new LocalFlink.Options(2, 0, folder.resolve("checkpoints"), NO_CHECKPOINTS, 0));
  }

  /** What Flink's web interface tells of itself and of a job. */
  private static List<String> pages(LocalFlink flink, JobID job) throws Exception {
    HttpClient http = HttpClient.newHttpClient();
    List<String> pages = new ArrayList<>();
    for (String path :
        List.of(
            "/config",
            "/jobmanager/config",
            "/jobmanager/environment",
            "/jobmanager/metrics",
            "/taskmanagers",
            "/jobs/" + job,
            "/jobs/" + job + "/config",
            "/jobs/" + job + "/plan",
            "/jobs/" + job + "/exceptions")) {
      pages.add(
          http.send(
                  HttpRequest.newBuilder(URI.create(flink.webUrl() + path)).build(),
                  HttpResponse.BodyHandlers.ofString())
              .body());
    }
    return pages;
  }

  /** Of this process and of those that it has started, as everyone on the machine can read them. */
  private static String commandLines() throws IOException {
    StringBuilder lines = new StringBuilder();
    List<ProcessHandle> processes =
        Stream.concat(Stream.of(ProcessHandle.current()), ProcessHandle.current().descendants())
            .toList();
    for (ProcessHandle process : processes) {
      Path line = Path.of("/proc", Long.toString(process.pid()), "cmdline");
      lines.append(new String(Files.readAllBytes(line), StandardCharsets.UTF_8)).append('\n');
    }
    return lines.toString();
  }
}
