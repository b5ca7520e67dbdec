package io.trustlift.local.stack;

import io.trustlift.adapters.SourceFormats;
import io.trustlift.attribution.JobConfig;
import io.trustlift.attribution.ViewerIdSecret;
import io.trustlift.attribution.intake.Ticks;
import io.trustlift.local.clickhouse.ClickHouseProcess;
import io.trustlift.local.clickhouse.EngineLibrary;
import io.trustlift.local.clickhouse.PreparedTables;
import io.trustlift.local.kafka.KafkaProcess;
import io.trustlift.local.kafka.Topics;
import io.trustlift.model.Topic;
import io.trustlift.reference.Tables;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The parts of the stack for tests: one ClickHouse for a test class, and a fresh Kafka where a test
 * wants one.
 */
final class EmbeddedStack implements AutoCloseable {

  private final Path folder;
  private final ClickHouseProcess clickHouse;
  private int kafkas;

  EmbeddedStack(Path folder) throws IOException, SQLException {
    this.folder = folder;
    Path data = folder.resolve("clickhouse");
    PreparedTables.copyTo(data);
    this.clickHouse =
        ClickHouseProcess.start(EngineLibrary.findHome(), data, 0, System.out::println);
  }

  ClickHouseProcess clickHouse() {
    return clickHouse;
  }

  Path folder() {
    return folder;
  }

  /** A Kafka with the job's topics, empty. */
  KafkaProcess kafka(int partitions) {
    kafkas++;
    KafkaProcess kafka =
        KafkaProcess.start(
            folder.resolve("kafka-" + kafkas), 0, folder.resolve("kafka-" + kafkas + ".log"));
    Topics.create(kafka.bootstrapServers(), partitions, TimestampType.CREATE_TIME);
    return kafka;
  }

  JobConfig config(KafkaProcess kafka, boolean bounded) {
    return JobConfig.defaults(
        kafka.bootstrapServers(),
        clickHouse.url(),
        bounded,
        SourceFormats.CONTRACT,
        ViewerIdSecret.NONE);
  }

  /** Empties what the job has written; what migrations have loaded stays. */
  void emptyTables() throws SQLException {
    try (Connection connection = clickHouse.url().connect();
        Statement statement = connection.createStatement()) {
      List<String> written = new ArrayList<>();
      try (ResultSet found =
          statement.executeQuery(
              "SELECT name FROM system.tables WHERE database = 'trust' AND engine = 'ReplacingMergeTree'"
                  + " AND name NOT IN ('schema_migrations', 'settings_versions') AND total_rows > 0")) {
        while (found.next()) {
          written.add(found.getString(1));
        }
      }
      for (String table : written) {
        statement.execute("TRUNCATE TABLE trust." + table + " SYNC");
      }
    }
  }

  /** The one number that a query gives. */
  long number(String sql) throws SQLException {
    try (Connection connection = clickHouse.url().connect();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      found.next();
      return found.getLong(1);
    }
  }

  EventCounts counts() throws SQLException {
    try (Connection connection = clickHouse.url().connect()) {
      return EventCounts.of(connection);
    }
  }

  /** The contract tables as «run» exports them. */
  Tables tables() throws IOException {
    Path export = folder.resolve("export");
    TableExport.write(new ClickHouseHttp(clickHouse.port()), export);
    return ExportedTables.read(export);
  }

  /** Tells every partition that it is {@code time} now. */
  static void tick(KafkaProcess kafka, long time) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (Topic topic : Topic.values()) {
        for (PartitionInfo partition : producer.partitionsFor(topic.topicName())) {
          producer.send(Ticks.tick(topic.topicName(), partition.partition(), time));
        }
      }
      producer.flush();
    }
  }

  @Override
  public void close() {
    clickHouse.close();
  }
}
