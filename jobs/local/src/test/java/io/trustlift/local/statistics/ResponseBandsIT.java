package io.trustlift.local.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trustlift.simulator.EffectSettings;
import io.trustlift.simulator.PracticeSettings;
import io.trustlift.simulator.SimulationConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Who is answered quickly buys more often, in a world where nothing else moves anybody, and where
 * most who ask ask once.
 */
class ResponseBandsIT {

  @RegisterExtension static final SimulatedTables WORLD = new SimulatedTables(world());

  private static SimulationConfig world() {
    PracticeSettings none = PracticeSettings.none();
    PracticeSettings answers =
        new PracticeSettings(
            Map.of(),
            1,
            1,
            List.of(),
            none.reviews(),
            none.quality(),
            PracticeSettings.strong().answers(),
            none.repurchase(),
            0,
            0,
            false,
            false);
    return SimulationConfig.practices(11)
        .withSize(18, 24_000, 40)
        .withPractices(answers)
        .withEffects(EffectSettings.none());
  }

  @Test
  void theQuickerTheAnswerTheMoreBuy() {
    List<JsonNode> bands =
        WORLD.rows(
            "SELECT * FROM trust.response_bands(from = '2026-03-01', to = '2026-04-01') WHERE market = 'ALL'");
    assertThat(bands)
        .extracting(row -> row.get("band").asText())
        .containsExactly("within 10 s", "10 to 30 s", "30 s to 2 min", "over 2 min", "unanswered");
    double[] shares =
        bands.stream().mapToDouble(row -> row.get("buyer_share").asDouble()).toArray();
    // Planted factors from the answer on: 1.8, 1.4, 1.1, and 1 after that and without an answer.
    assertThat(shares[0]).isGreaterThan(1.1 * shares[1]);
    assertThat(shares[1]).isGreaterThan(1.05 * shares[2]);
    assertThat(shares[0]).isGreaterThan(1.2 * shares[4]);
    assertThat(shares[3] / shares[4]).isBetween(0.75, 1.25);
    long asked = bands.stream().mapToLong(row -> row.get("questions").asLong()).sum();
    assertThat(asked).isEqualTo(WORLD.truth().world().questions());
  }
}
