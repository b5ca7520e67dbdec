package io.trustlift.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.clickhouse.Migrations;
import io.trustlift.local.kafka.KafkaProcess;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps that a stack in containers takes, against a Kafka and a ClickHouse of this machine. */
class ClusterStepsIT {

  @TempDir private Path folder;

  @Test
  void preparesAndSeedsOnce() throws Exception {
    try (EmbeddedStack stack = new EmbeddedStack(folder);
        KafkaProcess kafka =
            KafkaProcess.start(folder.resolve("kafka"), 0, folder.resolve("kafka.log"))) {
      try (Connection connection = stack.clickHouse().url().connect();
          Statement statement = connection.createStatement()) {
        statement.execute("DROP DATABASE trust SYNC");
      }
      ClusterSteps.prepare(stack.config(kafka, false), Migrations.ofClassPath());
      try (Connection connection = stack.clickHouse().url().connect();
          Statement statement = connection.createStatement();
          ResultSet views =
              statement.executeQuery(
                  "SELECT count() FROM system.tables WHERE database = 'trust'")) {
        assertThat(views.next()).isTrue();
        assertThat(views.getInt(1)).isGreaterThan(50);
        assertThat(Migrations.ofClassPath().apply(connection)).isEmpty();
      }
      var world = ClusterSteps.world(Instant.now()).withSize(1, 50, 10);
      assertThat(ClusterSteps.seed(stack.config(kafka, false), world)).isPositive();
      assertThat(ClusterSteps.seed(stack.config(kafka, false), world)).isZero();
    }
  }
}
