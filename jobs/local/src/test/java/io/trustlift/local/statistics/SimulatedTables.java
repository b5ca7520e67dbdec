package io.trustlift.local.statistics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trustlift.local.clickhouse.EmbeddedClickHouse;
import io.trustlift.local.kafka.InputFolder;
import io.trustlift.local.stack.Batch;
import io.trustlift.local.stack.Console;
import io.trustlift.local.stack.DataLayout;
import io.trustlift.simulator.SimulationConfig;
import io.trustlift.simulator.Simulator;
import io.trustlift.simulator.Truth;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A simulated world, through the job into tables, for all tests of a class. */
final class SimulatedTables implements BeforeAllCallback, AfterAllCallback {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final EmbeddedClickHouse clickHouse = new EmbeddedClickHouse();
  private final SimulationConfig config;
  private Path folder;
  private Truth truth;

  SimulatedTables(SimulationConfig config) {
    this.config = config;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    System.out.println("seed " + config.seed());
    folder = Files.createTempDirectory("trustlift-world");
    Path world = folder.resolve("world");
    truth = Simulator.simulate(config, world, (events, fraction) -> {});
    clickHouse.beforeAll(context);
    DataLayout data = new DataLayout(folder.resolve("data"));
    data.create();
    Batch.run(
        InputFolder.of(world),
        data,
        clickHouse.process().url(),
        new Batch.Options(2, 2, 0, false),
        Console.standard());
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    clickHouse.afterAll(context);
    DataLayout.delete(folder);
  }

  /** What is true of the world. */
  Truth truth() {
    return truth;
  }

  /** The rows of a query. */
  List<JsonNode> rows(String sql) {
    return clickHouse.json(sql).stream().map(SimulatedTables::parse).toList();
  }

  /** The only row of a query. */
  JsonNode row(String sql) {
    List<JsonNode> rows = rows(sql);
    if (rows.size() != 1) {
      throw new AssertionError(rows.size() + " rows from " + sql);
    }
    return rows.get(0);
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no row: " + line, e);
    }
  }
}
