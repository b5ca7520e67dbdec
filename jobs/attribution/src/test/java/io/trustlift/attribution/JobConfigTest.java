package io.trustlift.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trustlift.clickhouse.ClickHouseUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobConfigTest {

  private static final String SECRET = "open-sesame";
  private static final String LEAST =
      """
      kafka.bootstrap.servers = kafka:9092
      clickhouse.host = warehouse
      """;

  private static final String SCRAM =
      """
      kafka.security.protocol = SASL_SSL
      kafka.sasl.user = job
      """;

  @TempDir private Path folder;

  @Test
  void theLeastThatIsNeeded() throws IOException {
    JobConfig config = read(LEAST, Map.of());
    assertThat(config.bootstrapServers()).isEqualTo("kafka:9092");
    assertThat(config.deadLetterTopic()).isEqualTo("trust.dead-letters");
    assertThat(config.consumerGroup()).isEqualTo("trustlift");
    assertThat(config.bounded()).isFalse();
    assertThat(config.clickHouse().host()).isEqualTo("warehouse");
    assertThat(config.clickHouse().port()).isEqualTo(8123);
    assertThat(config.clickHouse().user()).isEqualTo("default");
    assertThat(config.clickHouse().password()).isEmpty();
    assertThat(config.batches()).isEqualTo(JobConfig.Batches.DEFAULT);
    assertThat(config.maxDrift()).isEqualTo(JobConfig.MAX_DRIFT);
    assertThat(config.idleTimeout()).isEqualTo(Duration.ofSeconds(60));
    assertThat(config.formats().text()).isEqualTo("trustlift");
  }

  @Test
  void inputThatEndsIsWrittenInLargerBatchesUnlessToldOtherwise() throws IOException {
    String bounded = LEAST + "source.bounded = true\n";
    JobConfig.Batches batches = read(bounded, Map.of()).batches();
    assertThat(batches.rows()).isGreaterThan(JobConfig.Batches.DEFAULT.rows());
    assertThat(batches.interval()).isGreaterThan(JobConfig.Batches.DEFAULT.interval());
    assertThat(read(bounded + "sink.batch.interval.ms = 700\n", Map.of()).batches().interval())
        .isEqualTo(Duration.ofMillis(700));
  }

  @Test
  void someRowsAreSentSoonerThanOthersButNeverLater() {
    JobConfig.Batches batches = new JobConfig.Batches(7, Duration.ofSeconds(20), 3);
    Duration soon = Duration.ofSeconds(2);
    assertThat(batches.sentWithin(soon)).isEqualTo(new JobConfig.Batches(7, soon, 3));
    assertThat(batches.sentWithin(Duration.ofMinutes(1))).isEqualTo(batches);
  }

  @Test
  void foreignFormatsAreNamed() throws IOException {
    JobConfig config = read(LEAST + "source.format = ga4,shopify\n", Map.of());
    assertThat(config.formats().text()).isEqualTo("ga4,shopify");
    assertThatThrownBy(() -> read(LEAST + "source.format = ga5\n", Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("source.format")
        .hasMessageContaining("'ga5' is not one of trustlift, ga4");
  }

  @Test
  void everythingCanBeSet() throws IOException {
    String all =
        """
        kafka.bootstrap.servers = a:1,b:2
        kafka.dead.letter.topic = dead
        kafka.consumer.group = group
        source.bounded = true
        source.max.drift.ms = 0
        source.idle.timeout.ms = 5000
        clickhouse.host = warehouse
        clickhouse.port = 9000
        clickhouse.user = writer
        sink.batch.rows = 7
        sink.batch.interval.ms = 250
        sink.retries = 9
        """;
    JobConfig config = read(all, Map.of());
    assertThat(config.bootstrapServers()).isEqualTo("a:1,b:2");
    assertThat(config.deadLetterTopic()).isEqualTo("dead");
    assertThat(config.consumerGroup()).isEqualTo("group");
    assertThat(config.bounded()).isTrue();
    assertThat(config.maxDrift()).isZero();
    assertThat(config.idleTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.clickHouse().port()).isEqualTo(9000);
    assertThat(config.clickHouse().user()).isEqualTo("writer");
    assertThat(config.batches()).isEqualTo(new JobConfig.Batches(7, Duration.ofMillis(250), 9));
  }

  @ParameterizedTest
  @ValueSource(strings = {"kafka.bootstrap.servers", "clickhouse.host"})
  void aMissingKeyIsNamed(String key) {
    String without = LEAST.replaceAll("(?m)^" + key.replace(".", "\\.") + ".*$", "");
    assertThatThrownBy(() -> read(without, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(key);
    assertThatThrownBy(() -> read(without + key + " =  \n", Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "clickhouse.port",
        "sink.batch.rows",
        "sink.batch.interval.ms",
        "sink.retries",
        "source.max.drift.ms",
        "source.idle.timeout.ms",
        "source.bounded"
      })
  void aValueThatCannotBeUsedIsNamedWithItsKey(String key) {
    assertThatThrownBy(() -> read(LEAST + key + " = many\n", Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(key)
        .hasMessageContaining("many");
  }

  @Test
  void thePasswordComesFromTheEnvironment() throws IOException {
    JobConfig config = read(LEAST, Map.of("TRUSTLIFT_CLICKHOUSE_PASSWORD", SECRET));
    assertThat(config.clickHouse().password()).isEqualTo(SECRET);
  }

  @Test
  void orFromAFileThatHoldsNothingElse() throws IOException {
    Path password = Files.writeString(folder.resolve("password"), SECRET + "\n");
    String properties = LEAST + "clickhouse.password.file = " + forProperties(password) + "\n";
    JobConfig config = read(properties, Map.of("TRUSTLIFT_CLICKHOUSE_PASSWORD", "other"));
    assertThat(config.clickHouse().password()).isEqualTo(SECRET);
  }

  @Test
  void inThePropertiesItIsRefusedAndNotRepeated() {
    assertThatThrownBy(() -> read(LEAST + "clickhouse.password = " + SECRET + "\n", Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("clickhouse.password.file")
        .hasMessageNotContaining(SECRET);
  }

  @Test
  void itIsNeverShown() throws IOException {
    JobConfig config =
        read(
            LEAST + SCRAM,
            Map.of("TRUSTLIFT_CLICKHOUSE_PASSWORD", SECRET, "TRUSTLIFT_KAFKA_PASSWORD", SECRET));
    assertThat(config.toString()).contains("warehouse", "SASL_SSL").doesNotContain(SECRET);
  }

  @Test
  void aMisspelledKeyIsRefused() {
    assertThatThrownBy(() -> read(LEAST + "sink.batch.row = 1\n", Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("There is no key sink.batch.row");
  }

  @Test
  void clickHouseOverTls() throws IOException {
    Path authorities = Files.writeString(folder.resolve("ca.pem"), "");
    JobConfig config =
        read(
            LEAST
                + "clickhouse.tls = true\nclickhouse.tls.authorities.file = "
                + forProperties(authorities),
            Map.of());
    assertThat(config.clickHouse().tls())
        .isEqualTo(new ClickHouseUrl.Tls(true, authorities.toString()));
    assertThat(config.clickHouse().port()).isEqualTo(8443);
    assertThatThrownBy(
            () ->
                read(
                    LEAST + "clickhouse.tls.authorities.file = " + forProperties(authorities),
                    Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("clickhouse.tls = true");
  }

  @Test
  void kafkaIsInPlainTextUnlessTold() throws IOException {
    assertThat(read(LEAST, Map.of()).kafkaSecurity().clientSettings()).isEmpty();
  }

  @Test
  void kafkaOverTls() throws IOException {
    Path authorities = Files.writeString(folder.resolve("ca.pem"), "");
    JobConfig config =
        read(
            LEAST
                + "kafka.security.protocol = SSL\nkafka.tls.authorities.file = "
                + forProperties(authorities),
            Map.of());
    assertThat(config.kafkaSecurity().clientSettings())
        .containsEntry("security.protocol", "SSL")
        .containsEntry("ssl.truststore.type", "PEM")
        .containsEntry("ssl.truststore.location", authorities.toString());
  }

  @Test
  void kafkaWithAUser() throws IOException {
    JobConfig config = read(LEAST + SCRAM, Map.of("TRUSTLIFT_KAFKA_PASSWORD", "quoted \" and \\"));
    assertThat(config.kafkaSecurity().clientSettings())
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
        .containsEntry(
            "sasl.jaas.config",
            "org.apache.kafka.common.security.scram.ScramLoginModule required"
                + " username=\"job\" password=\"quoted \\\" and \\\\\";");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kafka.security.protocol = SASL_PLAINTEXT | SASL_SSL",
        "kafka.sasl.mechanism = PLAIN | SCRAM-SHA-512",
        "kafka.sasl.user = | kafka.sasl.user",
        "kafka.tls.authorities.file = nowhere.pem | nowhere.pem",
        "kafka.sasl.password = open-sesame | kafka.sasl.password.file",
        "kafka.sasl.password.file = nowhere | nowhere"
      })
  void whatIsWrongAboutKafkaIsNamed(String wrong, String named) {
    assertThatThrownBy(
            () -> read(LEAST + SCRAM + wrong + "\n", Map.of("TRUSTLIFT_KAFKA_PASSWORD", SECRET)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(named)
        .hasMessageNotContaining(SECRET);
  }

  @Test
  void aUserWithoutAPasswordIsToldWhereItBelongs() {
    assertThatThrownBy(() -> read(LEAST + SCRAM, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("kafka.sasl.password.file")
        .hasMessageContaining("TRUSTLIFT_KAFKA_PASSWORD");
  }

  private JobConfig read(String properties, Map<String, String> environment) throws IOException {
    return JobConfig.read(
        Files.writeString(folder.resolve("job.properties"), properties), environment);
  }

  /** A backslash would be an escape. */
  private static String forProperties(Path path) {
    return path.toString().replace("\\", "/");
  }
}
