package io.trustlift.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.trustlift.local.process.StartException;
import io.trustlift.local.stack.ClickHouseHttp;
import io.trustlift.local.stack.DataLayout;
import io.trustlift.local.stack.Question;
import io.trustlift.local.stack.Tables;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.DoublePredicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** What a randomised experiment has shown so far. */
@Command(
    name = "experiment",
    mixinStandardHelpOptions = true,
    description =
        "Prints whether an experiment is healthy and what each arm does to the metrics; without an id, which experiments there are.",
    footer = {
      "",
      "The columns of json and csv are those of the view trust.experiment_lift, the contract's first; those of the health are in"
          + " trust.experiment_health. While the experiment runs, read the always-valid interval: it may be looked at at any time."
    })
final class ExperimentCommand implements Callable<Integer> {

  /** The contract's columns of {@code experiment_lift}, in their order. */
  static final List<String> CONTRACT_COLUMNS =
      List.of(
          "experiment_id",
          "metric",
          "market",
          "variant",
          "control_n",
          "variant_n",
          "control_mean",
          "variant_mean",
          "abs_lift",
          "abs_low",
          "abs_high",
          "rel_lift",
          "rel_low",
          "rel_high",
          "p_value",
          "valid_low",
          "valid_high",
          "valid_p",
          "cuped_rel_lift",
          "cuped_rel_low",
          "cuped_rel_high",
          "p_adjusted",
          "evidence",
          "readiness",
          "days_to_go",
          "verdict");

  private static final String LIFT =
      """
      SELECT %1$s, * EXCEPT (%1$s)
      FROM trust.experiment_lift(
          experiment = {experiment:String}, cap = {cap:Float64}, window_days = {window_days:Float64}, closed_only = {closed_only:UInt8})
      ORDER BY market != 'ALL', market, variant,
          indexOf(
              ['order_rate', 'revenue_per_viewer', 'inquiry_rate', 'orders_per_inquirer', 'refund_rate', 'stall_share', 'watch_minutes'],
              metric)
      """
          .formatted(String.join(", ", CONTRACT_COLUMNS));

  private static final String HEALTH =
      """
      SELECT market, variant, n, planned_share, srm_p, crossovers, status
      FROM trust.experiment_health(experiment = {experiment:String})
      ORDER BY market != 'ALL', market, variant
      """;

  private static final String LIST =
      """
      SELECT
          known.experiment_id AS experiment_id,
          any(declared.name) AS name,
          any(declared.event_time) > toDateTime64(0, 3, 'UTC') AS declared,
          any(declared.control) AS control,
          any(declared.variants) AS variants,
          any(declared.shares) AS shares,
          any(declared.primary_metric) AS primary_metric,
          any(declared.planned_effect) AS planned_effect,
          any(declared.started_at) AS started_at,
          any(declared.ended_at) AS ended_at,
          any(declared.ended_at) IS NULL OR any(declared.ended_at) > any(clock.through) AS running,
          any(clock.through) AS data_through,
          sum(known.viewers) AS triggered_viewers
      FROM
      (
          SELECT experiment_id, count() AS viewers FROM trust.experiment_triggers GROUP BY experiment_id
          UNION ALL
          SELECT experiment_id, 0 AS viewers FROM trust.experiments
          UNION ALL
          SELECT DISTINCT experiment_id, 0 AS viewers FROM trust.experiment_assignments
      ) AS known
      LEFT JOIN trust.experiments AS declared ON declared.experiment_id = known.experiment_id
      CROSS JOIN trust.data_clock AS clock
      WHERE {experiment:String} = '' OR known.experiment_id = {experiment:String}
      GROUP BY known.experiment_id
      ORDER BY started_at, experiment_id
      """;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ID",
      defaultValue = "",
      description = "The experiment; without it, all are listed.")
  private String experiment;

  @Option(
      names = "--cap",
      paramLabel = "QUANTILE",
      defaultValue = "0.999",
      converter = Cap.class,
      description =
          "Caps a viewer's revenue at this quantile of all arms, 0 for not at all (default: ${DEFAULT-VALUE}).")
  private double cap;

  @Option(
      names = "--window",
      paramLabel = "DAYS",
      defaultValue = "7",
      converter = WindowDays.class,
      description =
          "Days after the trigger in which an outcome counts (default: ${DEFAULT-VALUE}).")
  private double windowDays;

  @Option(names = "--closed-only", description = "Leaves out viewers whose days are not over yet.")
  private boolean closedOnly;

  @Mixin private FormatOption format;

  @Mixin private DataOption dataOption;

  @Override
  public Integer call() throws IOException {
    DataLayout data = dataOption.openExisting("experiment");
    try (Tables tables = Tables.open(data)) {
      Question list = Question.of(LIST).with("experiment", experiment);
      List<JsonNode> known = list.rows(tables.clickHouse());
      if (known.isEmpty()) {
        throw new StartException(
            experiment.isEmpty()
                ? "There is no experiment in "
                    + data.root()
                    + ": declare one on trust.experiments, or in experiments.jsonl for «trustlift run»."
                : "There is no experiment «"
                    + experiment
                    + "» in "
                    + data.root()
                    + ": «trustlift experiment» lists those that there are.");
      }
      if (experiment.isEmpty()) {
        format.answer(list, tables.clickHouse(), ExperimentReport::list);
      } else {
        lift(known.get(0), tables.clickHouse());
      }
    }
    return 0;
  }

  private void lift(JsonNode known, ClickHouseHttp clickHouse) throws IOException {
    if (known.get("declared").asInt() == 0) {
      throw new StartException(
          "The experiment «"
              + experiment
              + "» has viewers but was never declared, so nobody knows its control and its shares: declare it on"
              + " trust.experiments, or in experiments.jsonl for «trustlift run».");
    }
    Question question =
        Question.of(LIFT)
            .with("experiment", experiment)
            .with("cap", cap)
            .with("window_days", windowDays)
            .with("closed_only", closedOnly ? 1 : 0);
    List<JsonNode> health =
        format.isText()
            ? Question.of(HEALTH).with("experiment", experiment).rows(clickHouse)
            : List.of();
    format.answer(question, clickHouse, new ExperimentReport(known, health, windowDays, cap)::text);
  }

  /** A quantile, or 0. */
  static final class Cap implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      return number(text, value -> value >= 0 && value <= 1, "a quantile between 0 and 1");
    }
  }

  /** Days of a conversion window. */
  static final class WindowDays implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      return number(text, value -> value > 0 && value <= 365, "a number of days up to 365");
    }
  }

  private static double number(String text, DoublePredicate fits, String what) {
    try {
      double value = Double.parseDouble(text);
      if (fits.test(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number that does not fit.
    }
    throw new TypeConversionException("'" + text + "' is not " + what);
  }
}
