package io.trustlift.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trustlift.local.stack.ExportedTables;
import io.trustlift.reference.History;
import io.trustlift.reference.Reference;
import io.trustlift.reference.Tables;
import io.trustlift.reference.TablesDiff;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands one after the other, as a user types them: simulate, run, sql; and the same again.
 */
class SimulatedWorldIT {

  @TempDir private static Path folder;
  private static Path world;
  private static Path output;
  private static Path data;
  private static CommandLine run;

  @BeforeAll
  static void simulateAndRun() {
    world = folder.resolve("world");
    output = folder.resolve("output");
    data = folder.resolve("data");
    CommandLine simulated =
        CommandLine.run(
            "simulate",
            "--out",
            world,
            "--seed",
            "7",
            "--streams",
            "2",
            "--viewers",
            "150",
            "--minutes",
            "20");
    assertThat(simulated.exitCode()).as(simulated.err()).isZero();
    run = CommandLine.run("run", "--input", world, "--output", output, "--data", data);
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  @Test
  void givesTheRowsOfTheReference() throws Exception {
    Tables expected = Reference.tables(History.readFrom(world));
    assertThat(TablesDiff.between(expected, ExportedTables.read(output))).isEmpty();
    assertThat(expected.rows("visits")).hasSizeGreaterThan(100);
    assertThat(expected.rows("outcomes")).hasSizeGreaterThan(20);
  }

  @Test
  void everyMillisecondOfWatchingIsInTheExposure() throws Exception {
    Tables tables = ExportedTables.read(output);
    assertThat(tables.sum("exposure_time", "viewer_ms"))
        .isEqualTo(tables.sum("visits", "watch_ms"))
        .isPositive();
  }

  @Test
  void accountsForEveryRecordAsTheTruthDoes() throws Exception {
    String sql =
        "SELECT topic, disposition, sum(events) FROM event_counts GROUP BY topic, disposition";
    CommandLine asked = CommandLine.run("sql", sql, "--format", "TSV", "--data", data);
    assertThat(asked.exitCode()).as(asked.err()).isZero();
    Map<String, Long> ends = new HashMap<>();
    for (String line : asked.out().lines().toList()) {
      int number = line.lastIndexOf('\t');
      ends.put(line.substring(0, number), Long.parseLong(line.substring(number + 1)));
    }
    JsonNode counts =
        new ObjectMapper().readTree(world.resolve("truth.json").toFile()).get("counts");
    for (JsonNode topic : counts) {
      String name = topic.get("topic").asText();
      Map<String, String> truths =
          Map.of("read", "records", "used", "valid", "duplicate", "duplicates", "bot", "bots");
      truths.forEach(
          (disposition, truth) ->
              assertThat(ends.getOrDefault(name + '\t' + disposition, 0L))
                  .as("%s %s", name, disposition)
                  .isEqualTo(topic.get(truth).asLong()));
    }
    assertThat(run.out()).contains("read = ").contains("used + ");
  }

  @Test
  void aQueryThatIsWrongSaysSo() {
    CommandLine asked = CommandLine.run("sql", "SELECT nothing FROM nowhere", "--data", data);
    assertThat(asked.exitCode()).isEqualTo(1);
    assertThat(asked.err()).contains("nowhere");
  }

  @Test
  void theSameWorldAgain() throws Exception {
    Path again = folder.resolve("again");
    CommandLine.run(
        "simulate",
        "--out",
        again,
        "--seed",
        "7",
        "--streams",
        "2",
        "--viewers",
        "150",
        "--minutes",
        "20");
    for (String file : new String[] {"viewer-events.jsonl", "orders.jsonl", "truth.json"}) {
      assertThat(Files.mismatch(world.resolve(file), again.resolve(file))).as(file).isEqualTo(-1);
    }
  }
}
