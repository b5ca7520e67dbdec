package io.trustlift.local.calibration;

import com.fasterxml.jackson.databind.JsonNode;
import io.trustlift.local.stack.ClickHouseHttp;
import io.trustlift.local.stack.Question;
import io.trustlift.simulator.CredentialType;
import io.trustlift.simulator.OutcomeKind;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What {@code credential_lift} and two naive comparisons say of worlds, beside what was planted.
 */
final class LiftMeasures {

  private static final String LIFT =
      """
      SELECT market, focus_value, outcome, rate_ratio, low, high, naive_low, naive_high, p_value
      FROM trust.credential_lift(from = {from:String}, to = {to:String}, mode = 'all', focus = 'type', lag = 0)
      """;

  /** Per viewer: who ever saw a credential of the type against who never did. */
  private static final String EVER_AGAINST_NEVER =
      """
      SELECT
          types.type AS focus_value,
          avgIf(orders.placed, hasAny(viewers.seen, types.ids)) / avgIf(orders.placed, NOT hasAny(viewers.seen, types.ids)) AS order,
          avgIf(viewers.asked, hasAny(viewers.seen, types.ids)) / avgIf(viewers.asked, NOT hasAny(viewers.seen, types.ids)) AS inquiry
      FROM
      (
          SELECT viewer_id, groupUniqArrayArray(seen) AS seen, sum(questions) AS asked
          FROM trust.visits
          WHERE started_at >= toDateTime64({from:String}, 3, 'UTC') AND started_at < toDateTime64({to:String}, 3, 'UTC')
          GROUP BY viewer_id
      ) AS viewers
      LEFT JOIN
      (
          SELECT viewer_id, count() AS placed
          FROM trust.outcomes
          WHERE kind = 'order' AND attribution = 'in_visit'
              AND occurred_at >= toDateTime64({from:String}, 3, 'UTC') AND occurred_at < toDateTime64({to:String}, 3, 'UTC')
          GROUP BY viewer_id
      ) AS orders ON orders.viewer_id = viewers.viewer_id
      CROSS JOIN (SELECT type, groupArray(credential_id) AS ids FROM trust.credential_types GROUP BY type) AS types
      GROUP BY types.type
      """;

  /** Per viewer-minute: all exposed against all other viewer-time. */
  private static final String CRUDE =
      """
      SELECT
          types.type AS focus_value,
          (sumIf(states.orders, hasAny(states.shown, types.ids)) / sumIf(states.ms, hasAny(states.shown, types.ids)))
              / (sumIf(states.orders, NOT hasAny(states.shown, types.ids)) / sumIf(states.ms, NOT hasAny(states.shown, types.ids))) AS order,
          (sumIf(states.inquiries, hasAny(states.shown, types.ids)) / sumIf(states.ms, hasAny(states.shown, types.ids)))
              / (sumIf(states.inquiries, NOT hasAny(states.shown, types.ids)) / sumIf(states.ms, NOT hasAny(states.shown, types.ids))) AS inquiry
      FROM
      (
          SELECT arrayDistinct(arrayConcat(on_screen, recent)) AS shown, sum(viewer_ms) AS ms, 0 AS orders, 0 AS inquiries
          FROM trust.exposure_time
          WHERE minute >= toDateTime64({from:String}, 3, 'UTC') AND minute < toDateTime64({to:String}, 3, 'UTC')
          GROUP BY shown
          UNION ALL
          SELECT arrayDistinct(arrayConcat(on_screen, recent)) AS shown, 0 AS ms, countIf(kind = 'order') AS orders, countIf(kind = 'inquiry') AS inquiries
          FROM trust.outcomes
          WHERE attribution = 'in_visit'
              AND occurred_at >= toDateTime64({from:String}, 3, 'UTC') AND occurred_at < toDateTime64({to:String}, 3, 'UTC')
          GROUP BY shown
      ) AS states
      CROSS JOIN (SELECT type, groupArray(credential_id) AS ids FROM trust.credential_types GROUP BY type) AS types
      GROUP BY types.type
      """;

  private static final String MONITOR =
      "SELECT market, focus_value, min(p_value) AS p FROM trust.rate_monitor GROUP BY market, focus_value";

  private static final double SIGNIFICANT = 0.05;
  private static final String ALL = "ALL";

  private final boolean effects;
  private final Measure robustMarkets;
  private final Measure robustAll;
  private final Measure naiveInterval;
  private final Measure significant;
  private final Measure monitor;
  private final Measure stratifiedBias;
  private final Measure everBias;
  private final Measure crudeBias;

  /**
   * @param effects whether the worlds have effects: then coverage is counted, else false positives
   */
  LiftMeasures(boolean effects) {
    this.effects = effects;
    Measure.Band band = effects ? Measure.Band.COVERAGE : Measure.Band.FIXED_FALSE_POSITIVES;
    String robust =
        effects ? "95 % interval covers what was planted" : "95 % interval says there is an effect";
    robustMarkets = share(robust + ", a market's row", band);
    robustAll = share(robust + ", the row over all markets", band);
    naiveInterval =
        share(
            effects
                ? "naive interval covers what was planted, for comparison"
                : "naive interval says there is an effect, for comparison",
            null);
    significant = share("p below 0.05", band);
    monitor =
        share(
            "rate monitor below 0.05 at any time, looked at after every five minutes",
            Measure.Band.VALID_FALSE_POSITIVES);
    stratifiedBias = bias("stratified viewer-time (credential_lift, all markets)");
    crudeBias = bias("crude: exposed against other viewer-time");
    everBias = bias("ever saw it against never saw it, per viewer");
  }

  private static Measure share(String name, Measure.Band band) {
    return new Measure(name, Measure.Unit.SHARE, band);
  }

  private static Measure bias(String name) {
    return new Measure(name, Measure.Unit.LOG_RATIO, null);
  }

  /** Asks of one world what can be asked by its span of time. */
  void ask(CalibrationWorld world, ClickHouseHttp clickHouse) throws IOException {
    for (JsonNode row : within(LIFT, world).rows(clickHouse)) {
      addLift(world, row);
    }
    addNaive(world, within(EVER_AGAINST_NEVER, world).rows(clickHouse), everBias);
    addNaive(world, within(CRUDE, world).rows(clickHouse), crudeBias);
  }

  /** Asks the rate monitor of all worlds at once; each has to have markets of its own. */
  void askMonitor(List<CalibrationWorld> worlds, ClickHouseHttp clickHouse) throws IOException {
    Map<String, CalibrationWorld> byMarket = new HashMap<>();
    worlds.stream()
        .filter(world -> !world.kind().hasEffects() && world.ownMarkets())
        .forEach(world -> world.markets().forEach(market -> byMarket.put(market, world)));
    for (JsonNode row : Question.of(MONITOR).rows(clickHouse)) {
      CalibrationWorld world = byMarket.get(row.get("market").asText());
      if (world != null && row.get("p").isNumber()) {
        monitor.add(world, row.get("p").doubleValue() < SIGNIFICANT);
      }
    }
  }

  /** Counts one row of {@code credential_lift}. */
  void addLift(CalibrationWorld world, JsonNode row) {
    double planted = planted(world, row.get("focus_value").asText(), row.get("outcome").asText());
    boolean all = row.get("market").asText().equals(ALL);
    if (row.get("low").isNumber() && row.get("high").isNumber()) {
      boolean covers = covers(row, "low", "high", planted);
      (all ? robustAll : robustMarkets).add(world, covers == effects);
      if (row.get("naive_low").isNumber() && row.get("naive_high").isNumber()) {
        naiveInterval.add(world, covers(row, "naive_low", "naive_high", planted) == effects);
      }
      if (!effects && row.get("p_value").isNumber()) {
        significant.add(world, row.get("p_value").doubleValue() < SIGNIFICANT);
      }
    }
    if (all && row.get("rate_ratio").isNumber() && row.get("rate_ratio").doubleValue() > 0) {
      stratifiedBias.add(world, Math.log(row.get("rate_ratio").doubleValue() / planted));
    }
  }

  private static void addNaive(CalibrationWorld world, List<JsonNode> rows, Measure bias) {
    for (JsonNode row : rows) {
      for (OutcomeKind outcome : OutcomeKind.values()) {
        JsonNode ratio = row.get(outcome.wireName());
        if (ratio.isNumber() && ratio.doubleValue() > 0) {
          double planted = planted(world, row.get("focus_value").asText(), outcome.wireName());
          bias.add(world, Math.log(ratio.doubleValue() / planted));
        }
      }
    }
  }

  List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    List<Measure> judged = new ArrayList<>(List.of(robustMarkets, robustAll));
    if (!effects) {
      judged.add(significant);
      judged.add(monitor);
    }
    judged.add(naiveInterval);
    sections.add(
        new Section(
            effects
                ? "Lift where credentials have effects that differ from room to room"
                : "Lift where no credential has any effect",
            "Cells are markets, the row over all of them, four credential types and two outcomes.",
            judged));
    sections.add(
        new Section(
            effects
                ? "Bias on the same data, effects planted"
                : "Bias on the same data, no effect planted",
            "Mean ratio of what each comparison finds to what was planted, over types and outcomes.",
            List.of(stratifiedBias, crudeBias, everBias)));
    return sections;
  }

  private static boolean covers(JsonNode row, String low, String high, double value) {
    return row.get(low).doubleValue() <= value && value <= row.get(high).doubleValue();
  }

  private static double planted(CalibrationWorld world, String type, String outcome) {
    return world
        .kind()
        .planted(
            CredentialType.valueOf(type.toUpperCase(Locale.ROOT)),
            OutcomeKind.valueOf(outcome.toUpperCase(Locale.ROOT)));
  }

  private static Question within(String sql, CalibrationWorld world) {
    return Question.of(sql).with("from", text(world.from())).with("to", text(world.to()));
  }

  private static String text(Instant instant) {
    return instant.toString().replace('T', ' ').replace("Z", "");
  }
}
