package io.trustlift.local.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.trustlift.simulator.SimulationConfig;
import io.trustlift.simulator.Truth;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every practice in a simulated world: what was planted, from the events through the job and the
 * views. Counts are exact; estimates find what was planted, and only there.
 */
class PracticeWorldIT {

  @RegisterExtension
  static final SimulatedTables WORLD = new SimulatedTables(SimulationConfig.practices(11));

  private static final String RANGE = "from = '2026-03-01 00:00:00', to = '2026-04-01 00:00:00'";

  /** Seconds, with or without a fraction. */
  private static final DateTimeFormatter SQL_TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral(' ')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .toFormatter(Locale.ROOT);

  private static final double CALLED_DIFFERENT = 0.001;

  /**
   * F2: interaction pulls most in SG and least in DE; everything else pulls everywhere the same.
   */
  @ParameterizedTest
  @CsvSource({
    "live_qa, markets differ",
    "chinese_service, markets differ",
    "messenger_service, markets differ",
    "customer_review, no difference shown",
    "ugc_video, no difference shown",
    "factory_tour, no difference shown"
  })
  void marketPreferences(String kind, String preference) {
    Map<String, JsonNode> markets =
        by(
            "market",
            "SELECT * FROM trust.expected_and_measured("
                + RANGE
                + ", mode = 'live', outcome = 'order') WHERE kind = '"
                + kind
                + "'");
    assertThat(markets.keySet()).containsExactlyInAnyOrder("DE", "SG", "US");
    markets
        .values()
        .forEach(row -> assertThat(row.get("preference").asText()).isEqualTo(preference));
    if (preference.equals("markets differ")) {
      assertThat(ratio(markets.get("SG"))).isGreaterThan(ratio(markets.get("US")));
      assertThat(ratio(markets.get("US"))).isGreaterThan(ratio(markets.get("DE")));
    }
  }

  /** F3. */
  @Test
  void whatIsNotValidIsFoundAndNothingElse() {
    Map<String, String> planted =
        WORLD.truth().credentialExceptions().stream()
            .collect(
                Collectors.toMap(
                    Truth.CredentialState::credentialId, state -> state.validity().wireName()));
    Map<String, String> found = new TreeMap<>();
    WORLD
        .rows(
            "SELECT DISTINCT credential_id, misuse FROM trust.misuses("
                + RANGE
                + ") WHERE misuse != 'not_valid_in_market'")
        .forEach(row -> found.put(row.get("credential_id").asText(), row.get("misuse").asText()));
    assertThat(planted).containsAllEntriesOf(found);
    assertThat(found.values()).contains("expired", "revoked", "unknown");
  }

  /** F3: half a minute after an unknown badge has come on air, and after it has gone. */
  @Test
  void onAirItIsToldWithTheSecondSinceWhen() {
    JsonNode shown =
        WORLD.row(
            "SELECT stream_id, display_id, shown_at, hidden_at FROM trust.displays"
                + " WHERE credential_id = 'mystery-badge-01' AND hidden_at >= shown_at + INTERVAL 1 MINUTE"
                + " ORDER BY shown_at LIMIT 1");
    Instant since = instant(shown.get("shown_at"));
    Set<String> reasons = new TreeSet<>();
    WORLD
        .rows(violations(since.plusSeconds(30), shown))
        .forEach(
            row -> {
              reasons.add(row.get("reason").asText());
              assertThat(instant(row.get("since")))
                  .isEqualTo(since.truncatedTo(ChronoUnit.SECONDS));
              assertThat(row.get("seconds").asLong()).isBetween(30L, 31L);
            });
    assertThat(reasons).containsExactly("unknown");
    assertThat(WORLD.rows(violations(instant(shown.get("hidden_at")).plusSeconds(1), shown)))
        .isEmpty();
  }

  private static String violations(Instant at, JsonNode display) {
    return "SELECT reason, since, seconds FROM trust.on_air_violations(at = '%s') WHERE live AND display_id = '%s'"
        .formatted(
            SQL_TIME.withZone(ZoneOffset.UTC).format(at), display.get("display_id").asText());
  }

  /** F4. */
  @Test
  void theLibrarySaysWhatIsDueByOwner() {
    Set<String> due = new HashSet<>();
    WORLD
        .rows("SELECT * FROM trust.library_due(at = '2026-03-03 00:00:00')")
        .forEach(
            row ->
                due.add(
                    row.get("credential_id").asText()
                        + (row.get("due").asText().startsWith("expires_")
                            ? " expires "
                            : " " + row.get("due").asText() + " ")
                        + row.get("owner").asText()));
    List<String> planted =
        WORLD.truth().practices().library().stream()
            .filter(entry -> !entry.trait().equals("registration_as_certificate"))
            .map(entry -> entry.credentialId() + " " + entry.trait() + " " + entry.owner())
            .toList();
    assertThat(planted).hasSizeGreaterThanOrEqualTo(5);
    assertThat(due).containsAll(planted);
  }

  /** F5: said by the host times 1.5, behind the host 0.75. */
  @ParameterizedTest
  @CsvSource({"interaction", "social_proof", "live_demonstration"})
  void placement(String type) {
    Map<String, JsonNode> found = split("type", type, "placement");
    assertThat(ratio(found.get("host_mention")) / ratio(found.get("backdrop")))
        .isCloseTo(2, within(0.8));
    assertThat(difference(found)).isLessThan(0.01);
  }

  /** F5: three at once sell less than two, times 0.6, and are asked about no less. */
  @Test
  void manyAtOnceHurt() {
    Map<String, JsonNode> orders = dose("order");
    assertThat(ratio(orders.get("3 and more")) / ratio(orders.get("2")))
        .isCloseTo(0.6, within(0.12));
    assertThat(orders.get("3 and more").get("verdict").asText()).isEqualTo("down");
    assertThat(dose("inquiry").get("3 and more").get("verdict").asText()).isNotEqualTo("down");
  }

  /** F6: who asks in Chinese waits twice as long. */
  @Test
  void responseByLanguage() {
    Map<String, JsonNode> found =
        by(
            "value",
            "SELECT * FROM trust.response_by(" + RANGE + ", by = 'language') WHERE market = 'SG'");
    double chinese = found.get("zh").get("p50_ms").asDouble();
    assertThat(chinese / found.get("en").get("p50_ms").asDouble()).isCloseTo(2, within(0.2));
    assertThat(found.get("zh").get("share_within_10s").asDouble())
        .isLessThan(found.get("en").get("share_within_10s").asDouble());
  }

  /** F6. */
  @Test
  void whoIsAskedForTrust() {
    Map<String, Double> planted = new TreeMap<>();
    WORLD
        .truth()
        .practices()
        .trustTopics()
        .forEach(topic -> planted.put(topic.market() + " " + topic.topic(), topic.share()));
    List<JsonNode> markets =
        WORLD.rows(
            "SELECT * FROM trust.trust_questions("
                + RANGE
                + ") WHERE market != 'ALL' AND concern = 'merchant_is_real'");
    assertThat(markets).hasSize(3);
    markets.forEach(
        row ->
            assertThat(row.get("share").asDouble())
                .as(row.get("market").asText())
                .isCloseTo(
                    planted.get(row.get("market").asText() + " who_are_you"), within(0.015)));
  }

  /** F7: a review counts when it is real. */
  @ParameterizedTest
  @CsvSource({"verified, verified, not verified, 1.7", "incentivised, unpaid, incentivised, 1.7"})
  void socialProof(String split, String real, String other, double atLeast) {
    Map<String, JsonNode> found = split("type", "social_proof", split);
    assertThat(ratio(found.get(real)) / ratio(found.get(other))).isGreaterThan(atLeast);
    assertThat(difference(found)).isLessThan(CALLED_DIFFERENT);
  }

  /** F7. */
  @Test
  void botsAreCountedAndNowhereElse() {
    long bots =
        WORLD.truth().counts().stream()
            .filter(count -> count.topic().equals("live.viewer-events"))
            .mapToLong(Truth.TopicCount::bots)
            .sum();
    assertThat(bots).isPositive();
    JsonNode told =
        WORLD.row(
            "SELECT sum(bot_events) AS bots FROM trust.bots(from = '2026-03-01', to = '2027-01-01')");
    assertThat(told.get("bots").asLong()).isEqualTo(bots);
    assertThat(
            WORLD
                .row("SELECT count() AS visits FROM trust.visits WHERE mode = 'replay'")
                .get("visits")
                .asLong())
        .isLessThanOrEqualTo(WORLD.truth().world().replayVisits());
  }

  /** F8: 2, 1.5, 1.2, 1, by how many earlier visits have seen a factory tour. */
  @Test
  void fatigue() {
    Map<String, JsonNode> found = split("kind", "factory_tour", "times_seen");
    assertThat(found.keySet()).containsExactly("0", "1", "2", "3 and more");
    double first = ratio(found.get("0"));
    assertThat(ratio(found.get("1")) / first).isCloseTo(1.5 / 2, within(0.15));
    assertThat(ratio(found.get("2")) / first).isCloseTo(1.2 / 2, within(0.15));
    assertThat(ratio(found.get("3 and more")) / first).isCloseTo(1 / 2.0, within(0.15));
    assertThat(difference(found)).isLessThan(0.01);
  }

  /** F9: blocks in which the picture was bad are those that are called poor. */
  @Test
  void whenThePictureWasBad() {
    Set<String> planted =
        WORLD.truth().practices().badBlocks().stream()
            .map(block -> block.streamId() + " " + block.market() + " " + block.startedAt())
            .collect(Collectors.toSet());
    Set<String> found =
        WORLD
            .rows(
                """
                SELECT concat(stream_id, ' ', market, ' ', toString(toUnixTimestamp(block) * 1000)) AS name
                FROM
                (
                    SELECT stream_id, toString(market) AS market, toStartOfFiveMinutes(minute) AS block, sum(viewer_ms) AS ms
                    FROM trust.exposure_time
                    WHERE mode = 'live'
                    GROUP BY stream_id, market, block
                ) AS watched
                INNER JOIN
                (
                    SELECT stream_id, toString(market) AS market, toStartOfFiveMinutes(minute) AS block, sum(stall_ms) AS stalled
                    FROM trust.quality_minutes
                    WHERE mode = 'live'
                    GROUP BY stream_id, market, block
                ) AS told USING (stream_id, market, block)
                WHERE stalled / ms >= 0.05
                """)
            .stream()
            .map(row -> row.get("name").asText())
            .collect(Collectors.toSet());
    Set<String> both = new HashSet<>(planted);
    both.retainAll(found);
    assertThat(planted.size()).isGreaterThan(50);
    assertThat((double) both.size()).isGreaterThan(0.9 * planted.size());
    assertThat((double) both.size()).isGreaterThan(0.9 * found.size());
  }

  /** F9: a certificate on a stalling stream has a fifth of its effect, anything else all of it. */
  @Test
  void liftByQuality() {
    Map<String, JsonNode> authority = split("type", "authority", "quality");
    assertThat(ratio(authority.get("smooth"))).isGreaterThan(1.3);
    assertThat(ratio(authority.get("poor"))).isLessThan(ratio(authority.get("smooth")) / 1.2);
    assertThat(difference(authority)).isLessThan(CALLED_DIFFERENT);
    assertThat(difference(split("type", "interaction", "quality"))).isGreaterThan(0.01);
  }

  /** F10: a replay order or a live one is attributed as such; later ones by how much later. */
  @Test
  void ordersByTheirDelay() {
    Map<String, JsonNode> found =
        by("came", "SELECT * FROM trust.order_delays(" + RANGE + ") WHERE market = 'ALL'");
    Truth.OrderDelays planted = WORLD.truth().practices().orderDelays();
    // Orders with no stream, and those that a buyer repeats, fall into visits by chance.
    assertThat(found.get("live").get("orders").asDouble())
        .isCloseTo(planted.live(), within(0.005 * planted.live()));
    assertThat(found.get("replay").get("orders").asDouble())
        .isCloseTo(planted.replay(), within(0.05 * planted.replay()));
    long laterOn =
        found.get("+24 h").get("orders").asLong() + found.get("+7 d").get("orders").asLong();
    assertThat(laterOn)
        .isBetween(
            planted.withinDay() + planted.withinWeek(),
            planted.withinDay() + planted.withinWeek() + planted.again());
  }

  /** F10: six of ten jumps in a replay go to a factory tour. */
  @Test
  void whatReplaysAreWatchedFor() {
    List<JsonNode> segments =
        WORLD.rows(
            "SELECT kind, sum(replay_minutes) AS played, avg(pull) AS pull FROM trust.replay_segments("
                + RANGE
                + ") GROUP BY kind");
    double tours =
        segments.stream()
            .filter(row -> row.get("kind").asText().equals("factory_tour"))
            .mapToDouble(row -> row.get("played").asDouble())
            .sum();
    assertThat(tours)
        .isCloseTo(WORLD.truth().practices().replays().tourMinutes(), within(0.01 * tours));
    double pull =
        segments.stream()
            .filter(row -> row.get("kind").asText().equals("factory_tour"))
            .findFirst()
            .orElseThrow()
            .get("pull")
            .asDouble();
    assertThat(pull).isGreaterThan(1.3);
  }

  /** F11. */
  @Test
  void rhythm() {
    JsonNode told = WORLD.row("SELECT * FROM trust.rhythm(" + RANGE + ") WHERE series = 'ALL'");
    Truth.ScheduleTruth planted = WORLD.truth().schedule();
    assertThat(told.get("due").asInt()).isEqualTo(planted.planned());
    assertThat(told.get("on_time").asInt()).isEqualTo(planted.onTime());
    assertThat(told.get("late").asInt()).isEqualTo(planted.late());
    assertThat(told.get("missed").asInt()).isEqualTo(planted.missed());
    assertThat(told.get("cancelled").asInt()).isEqualTo(planted.cancelled());
    assertThat(told.get("unplanned").asInt()).isEqualTo(planted.unplanned());
    assertThat(told.get("on_time_share").asDouble()).isCloseTo(planted.onTimeShare(), within(1e-9));
    double viewers = 0;
    double returning = 0;
    for (Truth.StreamAudience audience : WORLD.truth().practices().audiences()) {
      viewers += audience.viewers();
      returning += audience.returning();
    }
    assertThat(told.get("returning_share").asDouble()).isCloseTo(returning / viewers, within(0.01));
  }

  /** F12: who was first shown a demonstration comes back more often; every count is the truth's. */
  @ParameterizedTest
  @CsvSource({"30", "60", "90"})
  void cohorts(int window) {
    Map<String, JsonNode> found =
        by(
            "first_type",
            """
            SELECT first_type, sum(viewers) AS viewers, sum(buyers) AS buyers, sum(settled_buyers) AS settled,
                sum(repeat_buyers) AS repeated
            FROM trust.cohorts(%s, window = %d)
            WHERE market = 'ALL'
            GROUP BY first_type
            """
                .formatted(RANGE, window));
    List<Truth.Cohort> planted = WORLD.truth().practices().cohorts();
    assertThat(planted).hasSize(5);
    for (Truth.Cohort cohort : planted) {
      JsonNode row = found.get(cohort.firstType());
      Truth.Repurchases within =
          cohort.repurchases().stream()
              .filter(repurchases -> repurchases.days() == window)
              .findFirst()
              .orElseThrow();
      assertThat(
              List.of(
                  row.get("viewers").asLong(),
                  row.get("buyers").asLong(),
                  row.get("settled").asLong(),
                  row.get("repeated").asLong()))
          .as(cohort.firstType())
          .containsExactly(cohort.viewers(), cohort.buyers(), within.settled(), within.repeated());
    }
  }

  /** What moves a new viewer moves a returning one less. */
  @ParameterizedTest
  @CsvSource({"authority", "interaction"})
  void newAndReturning(String type) {
    Map<String, JsonNode> found = split("type", type, "audience");
    assertThat(ratio(found.get("new"))).isGreaterThan(1.2 * ratio(found.get("returning")));
    assertThat(difference(found)).isLessThan(0.01);
  }

  private static Map<String, JsonNode> split(String focus, String value, String split) {
    return by(
        "split_value",
        "SELECT * FROM trust.split_lift(%s, mode = 'live', focus = '%s', focus_value = '%s', split = '%s') WHERE market = 'ALL' AND outcome = 'order' ORDER BY split_value"
            .formatted(RANGE, focus, value, split));
  }

  private static Map<String, JsonNode> dose(String outcome) {
    return by(
        "dose",
        "SELECT * FROM trust.dose("
            + RANGE
            + ", mode = 'live') WHERE market = 'ALL' AND outcome = '"
            + outcome
            + "'");
  }

  private static double ratio(JsonNode row) {
    return row.get("rate_ratio").asDouble();
  }

  private static double difference(Map<String, JsonNode> rows) {
    return rows.values().iterator().next().get("values_differ_p").asDouble();
  }

  private static Map<String, JsonNode> by(String column, String sql) {
    Map<String, JsonNode> rows = new LinkedHashMap<>();
    WORLD.rows(sql).forEach(row -> rows.put(row.get(column).asText(), row));
    return rows;
  }

  private static Instant instant(JsonNode text) {
    return LocalDateTime.parse(text.asText(), SQL_TIME).toInstant(ZoneOffset.UTC);
  }
}
