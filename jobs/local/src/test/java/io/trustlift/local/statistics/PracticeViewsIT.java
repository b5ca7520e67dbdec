package io.trustlift.local.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trustlift.local.clickhouse.EmbeddedClickHouse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lift told apart, over a world whose every rate is planted; its seed stands in the world. */
class PracticeViewsIT {

  @RegisterExtension static final EmbeddedClickHouse CLICKHOUSE = new EmbeddedClickHouse();

  private static final String WORLD = "/io/trustlift/local/practices/practices.sql";
  private static final String RANGE = "from = '2026-03-01 00:00:00', to = '2026-05-01 00:00:00'";
  private static final ObjectMapper JSON = new ObjectMapper();

  // What was planted, each the mean over what it is not told apart by.
  private static final double FIRST = 1.6;
  private static final double LATER = (1.3 + 1.1 + 1) / 3;
  private static final double SEEN = (1.6 + 1.3 + 1.1 + 1) / 4;
  private static final double SHOWN = (1 + 1.3 + 1) / 3;
  private static final double VERIFIED = 2.5 / 2;
  private static final double SMOOTH = 1.7 / 2;

  @BeforeAll
  static void makeTheWorld() throws IOException, SQLException {
    try (InputStream world = PracticeViewsIT.class.getResourceAsStream(WORLD)) {
      CLICKHOUSE.execute(new String(world.readAllBytes(), StandardCharsets.UTF_8).split(";\n"));
    }
  }

  /** Made of visits and showings, it has to be what the job summed up, in every cell. */
  @Test
  void viewerTimeByVisitAddsUpToExposureTime() throws SQLException {
    assertThat(
            CLICKHOUSE.column(
                """
                SELECT concat(toString(count() > 500), ' ', toString(countIf(summed.ms != visited.ms)))
                FROM
                (
                    SELECT stream_id, toString(market) AS market, toStartOfFiveMinutes(minute) AS block,
                        arrayMap(id -> toString(id), arrayConcat(on_screen, recent)) AS exposed, sum(viewer_ms) AS ms
                    FROM trust.exposure_time
                    GROUP BY stream_id, market, block, exposed
                ) AS summed
                FULL JOIN
                (
                    SELECT stream_id, market, block, exposed, sum(ms) AS ms
                    FROM trust.visit_exposure(%s)
                    GROUP BY stream_id, market, block, exposed
                ) AS visited
                ON visited.stream_id = summed.stream_id AND visited.market = summed.market AND visited.block = summed.block
                    AND visited.exposed = summed.exposed
                """
                    .formatted(RANGE)))
        .containsExactly("1 0");
  }

  @ParameterizedTest
  @CsvSource({
    "placement, host_mention, backdrop",
    "verified, verified, not verified",
    "incentivised, unpaid, incentivised",
    "quality, smooth, poor",
    "audience, new, returning"
  })
  void whatWasPlantedIsFoundAndCalledDifferent(String split, String first, String second) {
    Map<String, JsonNode> found = split(split, "order");
    assertThat(found.keySet()).containsExactlyInAnyOrder(first, second);
    double all = SEEN * SHOWN * VERIFIED * SMOOTH;
    List<Double> planted =
        switch (split) {
          case "placement" -> List.of(all / SHOWN * 1.3, all / SHOWN);
          case "verified", "incentivised" -> List.of(all / VERIFIED * 1.5, all / VERIFIED);
          case "quality" -> List.of(all / SMOOTH, all / SMOOTH * 0.7);
          default -> List.of(all / SEEN * FIRST, all / SEEN * LATER);
        };
    assertFound(found.get(first), planted.get(0));
    assertFound(found.get(second), planted.get(1));
    assertThat(found.get(first).get("values_differ_p").doubleValue()).isLessThan(0.001);
  }

  @Test
  void itWearsOff() {
    Map<String, JsonNode> found = split("times_seen", "order");
    double others = SHOWN * VERIFIED * SMOOTH;
    assertThat(found.keySet()).containsExactlyInAnyOrder("0", "1", "2", "3 and more");
    assertFound(found.get("0"), others * 1.6);
    assertFound(found.get("1"), others * 1.3);
    assertFound(found.get("2"), others * 1.1);
    assertFound(found.get("3 and more"), others);
  }

  /** Nothing was planted for inquiries: what is found has to be chance. */
  @ParameterizedTest
  @CsvSource({"placement", "verified", "quality", "audience", "times_seen"})
  void noDifferenceIsMadeUp(String split) {
    Map<String, JsonNode> found = split(split, "inquiry");
    assertThat(found).hasSizeGreaterThanOrEqualTo(2);
    found.forEach(
        (value, row) -> {
          assertThat(row.get("rate_ratio").doubleValue()).as(value).isCloseTo(1, within(0.15));
          assertThat(row.get("values_differ_p").doubleValue()).as(value).isGreaterThan(0.01);
        });
  }

  /** Told apart by something that everybody shares, it is credential_lift. */
  @Test
  void withoutADifferenceItIsCredentialLift() throws SQLException {
    assertThat(
            CLICKHOUSE.column(
                """
                SELECT count()
                FROM trust.split_lift(%1$s, mode = 'live', focus = 'credential', focus_value = '', split = 'verified') AS split
                INNER JOIN trust.credential_lift(%1$s, mode = 'live', focus = 'credential', lag = 0) AS whole
                    ON whole.market = split.market AND whole.focus_value = split.focus_value AND whole.outcome = split.outcome
                WHERE abs(split.rate_ratio - whole.rate_ratio) < 1e-9 AND abs(split.low - whole.low) < 1e-9
                """
                    .formatted(RANGE)))
        .as("two reviews, three markets with ALL, two outcomes")
        .containsExactly("12");
  }

  @Test
  void whatCannotBeAskedIsSaidSo() {
    Map.of(
            "mode = 'live', focus = 'type', focus_value = '', split = 'colour'",
            "split must be placement",
            "mode = 'replay', focus = 'type', focus_value = '', split = 'audience'",
            "told of mode live only",
            "mode = 'live', focus = 'type', focus_value = '', split = 'times_seen'",
            "times_seen needs a focus_value",
            "mode = 'live', focus = 'colour', focus_value = '', split = 'quality'",
            "focus must be type, kind or credential")
        .forEach(
            (wrong, said) ->
                assertThatThrownBy(
                        () ->
                            CLICKHOUSE.column(
                                "SELECT market FROM trust.split_lift("
                                    + RANGE
                                    + ", "
                                    + wrong
                                    + ")"))
                    .as(wrong)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining(said));
  }

  @Test
  void percentilesOfLatency() throws SQLException {
    assertThat(
            CLICKHOUSE.column(
                "SELECT concat(stream_id, ' ', toString(round(stall_share, 3)), ' ', toString(p50_latency_ms), ' ', toString(p99_latency_ms))"
                    + " FROM trust.quality_percentiles("
                    + RANGE
                    + ", mode = 'live') WHERE market = 'ALL' AND stream_id IN ('evening-0', 'evening-2') ORDER BY stream_id"))
        .as("nine of ten in the class up to 1,000 ms, or in that up to 5,000")
        .containsExactly(
            "evening-0 0 955.5555555555555 4900",
            "evening-2 0.08 4444.444444444444 4988.888888888889");
  }

  @Test
  void theGuardTellsOfNoDifferenceWhereThereIsNone() throws SQLException {
    assertThat(
            CLICKHOUSE.column(
                "SELECT concat(toString(round(stall_share_shown, 3) = round(stall_share_other, 3)), ' ', toString(worse)) FROM trust.quality_guard("
                    + RANGE
                    + ", mode = 'live', focus = 'type') WHERE market = 'ALL'"))
        .containsExactly("1 0");
  }

  private static void assertFound(JsonNode row, double planted) {
    double found = row.get("rate_ratio").doubleValue();
    assertThat(found).as("rate ratio").isCloseTo(planted, within(0.1 * planted));
    assertThat(row.get("low").doubleValue()).as("low").isLessThan(found);
    assertThat(row.get("streams").asInt()).isGreaterThanOrEqualTo(8);
  }

  private static Map<String, JsonNode> split(String split, String outcome) {
    Map<String, JsonNode> rows = new LinkedHashMap<>();
    CLICKHOUSE
        .json(
            "SELECT * FROM trust.split_lift("
                + RANGE
                + ", mode = 'live', focus = 'kind', focus_value = 'customer_review', split = '"
                + split
                + "') WHERE market = 'ALL' AND outcome = '"
                + outcome
                + "'")
        .forEach(
            line -> {
              try {
                JsonNode row = JSON.readTree(line);
                rows.put(row.get("split_value").asText(), row);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    return rows;
  }
}
