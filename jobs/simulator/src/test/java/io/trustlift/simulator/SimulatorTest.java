package io.trustlift.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatorTest {
  private static final long LATEST = Instant.parse("2026-11-01T00:00:00Z").toEpochMilli();

  @TempDir Path directory;

  @Test
  void sameConfigurationGivesTheSameBytes() throws Exception {
    SimulationConfig config = SimulationConfig.defaults().withSize(3, 300, 20);
    Path one = directory.resolve("one");
    Path two = directory.resolve("two");
    Path other = directory.resolve("other");
    Truth truth = Simulator.simulate(config, one, ProgressListener.NONE);
    assertThat(Simulator.simulate(config, two, ProgressListener.NONE)).isEqualTo(truth);
    Simulator.simulate(config.withSeed(2), other, ProgressListener.NONE);
    for (Topic topic : Topic.values()) {
      byte[] bytes = Files.readAllBytes(one.resolve(topic.fileName()));
      assertThat(Files.readAllBytes(two.resolve(topic.fileName()))).isEqualTo(bytes);
      assertThat(Files.readAllBytes(other.resolve(topic.fileName()))).isNotEqualTo(bytes);
    }
    assertThat(two.resolve(Simulator.TRUTH_FILE))
        .hasSameBinaryContentAs(one.resolve(Simulator.TRUTH_FILE));
  }

  @Test
  void tinyWorldsWork() throws Exception {
    for (long seed = 1; seed <= 20; seed++) {
      SimulationConfig config = SimulationConfig.defaults().withSeed(seed).withSize(1, 10, 5);
      Truth truth = Simulator.simulate(config, directory, ProgressListener.NONE);
      assertThat(truth.world().viewers()).isEqualTo(10);
      assertThat(truth.world().liveVisits()).isGreaterThanOrEqualTo(10);
      Set<String> shown = new HashSet<>();
      WorldFiles.read(
          directory,
          Topic.OVERLAY_DISPLAYS,
          (event, time) -> shown.add(event.path("credential_id").asText()));
      Catalogue catalogue = Catalogue.create(config.practices());
      for (CredentialType type : CredentialType.values()) {
        assertThat(catalogue.ofType(type))
            .as("seed %d %s", seed, type)
            .anyMatch(credential -> shown.contains(credential.credentialId()));
      }
    }
  }

  @Test
  void smallestWorldWorks() throws Exception {
    SimulationConfig config =
        SimulationConfig.defaults().withSize(1, 1, 2).withMarkets(List.of("JP"));
    Truth truth =
        Simulator.simulate(
            config.withDisturbances(DisturbanceSettings.none()), directory, ProgressListener.NONE);
    assertThat(truth.counts()).allMatch(count -> count.records() == count.valid());
  }

  @Test
  void everyRecordIsAccountedFor() throws Exception {
    SimulationConfig config =
        SimulationConfig.defaults()
            .withSize(12, 3_000, 60)
            .withDisturbances(new DisturbanceSettings(0.01, 0.005, 9_000, 0.02, 0.1));
    Truth truth = Simulator.simulate(config, directory, ProgressListener.NONE);
    for (Topic topic : Topic.values()) {
      Truth.TopicCount expected =
          truth.counts().stream()
              .filter(count -> count.topic().equals(topic.topicName()))
              .findFirst()
              .orElseThrow();
      ContractCheck found = ContractCheck.of(directory, topic);
      assertThat(found.records()).as("%s records", topic).isEqualTo(expected.records());
      assertThat(found.malformed())
          .as("%s malformed", topic)
          .isEqualTo(expected.rejected().malformed());
      assertThat(found.invalid()).as("%s invalid", topic).isEqualTo(expected.rejected().invalid());
      assertThat(found.duplicates()).as("%s duplicates", topic).isEqualTo(expected.duplicates());
      assertThat(found.bots()).as("%s bots", topic).isEqualTo(expected.bots());
      assertThat(found.valid() - expected.rejected().orphanHide())
          .as("%s valid", topic)
          .isEqualTo(expected.valid());
      assertThat(found.greatestDisorder()).as("%s disorder", topic).isBetween(0L, 9_900L);
      assertThat(found.latest()).as("%s times", topic).isLessThan(LATEST);
      assertThat(expected.bytes()).isEqualTo(Files.size(directory.resolve(topic.fileName())));
      assertThat(expected.brokenByKind().values().stream().mapToLong(Long::longValue).sum())
          .isEqualTo(
              expected.rejected().malformed()
                  + expected.rejected().invalid()
                  + expected.rejected().orphanHide());
    }
    JsonNode written = new ObjectMapper().readTree(directory.resolve("truth.json").toFile());
    assertThat(written.get("rate_ratio")).hasSize(48);
    assertThat(written.get("rate_ratio").get(0).get("rate_ratio").doubleValue()).isEqualTo(0.9);
    assertThat(written.get("experiment").get("variants")).hasSize(2);
    assertThat(written.get("counts").get(0).get("rejected").has("orphan_hide")).isTrue();
  }

  @Test
  void displaysHaveTheirHides() throws Exception {
    SimulationConfig config = SimulationConfig.defaults().withSize(20, 200, 60);
    Truth truth = Simulator.simulate(config, directory, ProgressListener.NONE);
    Map<String, Long> shows = new HashMap<>();
    Map<String, Long> hides = new HashMap<>();
    Set<String> credentials = new HashSet<>();
    WorldFiles.read(
        directory,
        Topic.OVERLAY_DISPLAYS,
        (event, time) -> {
          boolean show = event.get("action").textValue().equals("show");
          (show ? shows : hides).put(event.get("display_id").textValue(), time);
          credentials.add(event.path("credential_id").asText());
        });
    Set<String> orphans = new HashSet<>(hides.keySet());
    orphans.removeAll(shows.keySet());
    assertThat(orphans).hasSize((int) truth.counts().get(1).rejected().orphanHide()).isNotEmpty();
    assertThat(shows).hasSize((int) truth.world().displays());
    assertThat(shows.keySet().stream().filter(id -> !hides.containsKey(id)).count())
        .isEqualTo(truth.world().displaysNeverHidden())
        .isPositive();
    shows.forEach(
        (id, shownAt) -> {
          long duration = hides.getOrDefault(id, shownAt + 20_000) - shownAt;
          assertThat(duration).as(id).isBetween(10_000L, 121_000L);
        });
    assertThat(truth.credentialExceptions())
        .extracting(Truth.CredentialState::validity)
        .contains(
            Truth.Validity.EXPIRED,
            Truth.Validity.REVOKED,
            Truth.Validity.NOT_YET_VALID,
            Truth.Validity.UNKNOWN);
    assertThat(truth.credentialExceptions())
        .allMatch(state -> credentials.contains(state.credentialId()));
  }

  @Test
  void ordersAndRepliesHangTogether() throws Exception {
    SimulationConfig config = SimulationConfig.defaults().withSize(6, 3_000, 60);
    Truth truth = Simulator.simulate(config, directory, ProgressListener.NONE);
    Map<String, String> buyers = new HashMap<>();
    Map<String, List<String>> statuses = new HashMap<>();
    WorldFiles.read(
        directory,
        Topic.ORDERS,
        (event, time) -> {
          String id = event.get("order_id").textValue();
          String viewer = event.get("viewer_id").textValue();
          assertThat(buyers.merge(id, viewer, (one, two) -> two)).isEqualTo(viewer);
          statuses
              .computeIfAbsent(id, key -> new ArrayList<>())
              .add(event.get("status").textValue());
        });
    assertThat(statuses).hasSize((int) truth.world().orders());
    assertThat(statuses.values()).allMatch(list -> list.contains("placed"));
    assertThat(statuses.values().stream().filter(list -> list.contains("paid")).count())
        .isEqualTo(truth.world().ordersPaid());
    assertThat(statuses.values().stream().filter(list -> list.contains("refunded")).count())
        .isEqualTo(truth.world().ordersRefunded())
        .isPositive();

    Map<String, JsonNode> questions = new HashMap<>();
    List<JsonNode> replies = new ArrayList<>();
    WorldFiles.read(
        directory,
        Topic.VIEWER_EVENTS,
        (event, time) -> {
          if (event.get("event_type").textValue().equals("question")) {
            questions.put(event.get("event_id").textValue(), event);
          } else if (event.get("event_type").textValue().equals("reply")) {
            replies.add(event);
          }
        });
    assertThat(questions).hasSize((int) truth.world().questions());
    assertThat(replies).hasSize((int) truth.world().replies());
    for (JsonNode reply : replies) {
      JsonNode question = questions.get(reply.get("in_reply_to").textValue());
      assertThat(question.get("viewer_id")).isEqualTo(reply.get("viewer_id"));
      long delay =
          WorldFiles.time(reply.get("event_time")) - WorldFiles.time(question.get("event_time"));
      assertThat(delay).isBetween(2_000L, 86_400_000L);
    }
    assertThat(
            Stream.of(truth.world().ordersDeferred(), truth.world().ordersWithoutStream())
                .allMatch(count -> count > 10))
        .isTrue();
  }

  @Test
  void progressGrowsToOne() throws Exception {
    List<Double> fractions = new ArrayList<>();
    Truth truth =
        Simulator.simulate(
            SimulationConfig.defaults().withSize(6, 3_000, 60),
            directory,
            (events, fraction) -> fractions.add(fraction));
    assertThat(fractions).isSorted().hasSizeGreaterThan(1).endsWith(1.0);
    assertThat(truth.streams()).hasSize(6);
  }

  @Test
  void startCanBeChosen() throws Exception {
    Instant start = Instant.parse("2026-05-01T10:00:00.123456Z");
    Truth truth =
        Simulator.simulate(
            SimulationConfig.defaults().withStart(start).withSize(8, 100, 30).withStreamsPerDay(2),
            directory,
            ProgressListener.NONE);
    assertThat(truth.config().start()).isEqualTo("2026-05-01T10:00:00.123Z");
    long first = truth.streams().get(0).startedAt() - start.toEpochMilli();
    long last = truth.streams().get(7).startedAt() - start.toEpochMilli();
    assertThat(first).isBetween(0L, 300_000L);
    assertThat(last).isBetween(3 * 86_400_000L, 3 * 86_400_000L + 2_000_000);
  }

  @Test
  void nonsenseIsRefused() {
    SimulationConfig config = SimulationConfig.defaults();
    assertThatThrownBy(() -> config.withMarkets(List.of("XX")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("XX");
    assertThatThrownBy(() -> config.withSize(0, 10, 10)).hasMessageContaining("streams");
    assertThatThrownBy(
            () -> new RateRatio("US", CredentialType.AUTHORITY, OutcomeKind.ORDER, Double.NaN))
        .hasMessageContaining("rate ratio");
  }
}
