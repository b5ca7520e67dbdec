package io.trustlift.local.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trustlift.local.process.StartException;
import io.trustlift.local.stack.Console;
import io.trustlift.model.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationInputTest {

  @TempDir private Path folder;

  @Test
  void worldsFollowOneAnother() throws Exception {
    List<CalibrationWorld> worlds =
        CalibrationInput.write(
            folder.resolve("input"),
            List.of(CalibrationCase.NULL, CalibrationCase.EXPERIMENT),
            2,
            5,
            Console.standard());
    assertThat(worlds).hasSize(4);
    assertThat(worlds.stream().map(CalibrationWorld::experimentId).distinct()).hasSize(4);
    Map<String, Integer> worldOfStream = new HashMap<>();
    Set<String> markets = new HashSet<>();
    ObjectMapper mapper = new ObjectMapper();
    for (Topic topic : Topic.values()) {
      long latest = Long.MIN_VALUE;
      for (String line : Files.readAllLines(folder.resolve("input").resolve(topic.fileName()))) {
        JsonNode event = mapper.readTree(line);
        long time = time(event.get("event_time"));
        assertThat(time).as("order of %s", topic).isGreaterThanOrEqualTo(latest);
        latest = time;
        if (topic == Topic.VIEWER_EVENTS) {
          int world = worldAt(worlds, time);
          String stream = event.get("stream_id").asText();
          assertThat(worldOfStream.merge(stream, world, (one, two) -> two)).isEqualTo(world);
          assertThat(event.get("market").asText()).isIn(worlds.get(world).markets());
          markets.add(event.get("market").asText());
        }
      }
    }
    assertThat(markets).hasSize(6);
    assertThat(worlds.stream().filter(CalibrationWorld::ownMarkets).collect(Collectors.toSet()))
        .allMatch(world -> world.kind() == CalibrationCase.NULL)
        .hasSize(2);
    assertThat(worlds.get(0).orderRateLift().get("ALL")).isBetween(-1e-9, 1e-9);
    assertThat(worlds.get(3).orderRateLift().get("ALL")).isBetween(0.01, 0.5);
    assertThat(worldOfStream)
        .hasSize(worlds.stream().mapToInt(world -> world.kind().streams()).sum());
  }

  @Test
  void tooManyWorldsForThePast() {
    assertThatThrownBy(
            () ->
                CalibrationInput.write(
                    folder.resolve("input"),
                    List.of(CalibrationCase.values()),
                    100_000,
                    1,
                    Console.standard()))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("at most");
    assertThat(CalibrationInput.room(Instant.parse("2026-03-01T00:00:00Z"))).isGreaterThan(1_000);
  }

  private static int worldAt(List<CalibrationWorld> worlds, long time) {
    Instant instant = Instant.ofEpochMilli(time);
    for (CalibrationWorld world : worlds) {
      if (!instant.isBefore(world.from()) && instant.isBefore(world.to())) {
        return world.index();
      }
    }
    throw new AssertionError("in no world: " + instant);
  }

  private static long time(JsonNode value) {
    return value.isTextual() ? Instant.parse(value.textValue()).toEpochMilli() : value.longValue();
  }
}
