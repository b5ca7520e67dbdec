package io.trustlift.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.trustlift.local.process.StartException;
import io.trustlift.local.stack.ClickHouseHttp;
import io.trustlift.local.stack.DataLayout;
import io.trustlift.local.stack.Question;
import io.trustlift.local.stack.Tables;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What outcomes did while credentials were shown. */
@Command(
    name = "lift",
    mixinStandardHelpOptions = true,
    description =
        "Prints by how much inquiries and orders went up or down while credentials were on screen or had just been seen, by market.",
    footer = {
      "",
      "These are estimates from viewer-time of the same stream and the same minutes, with and without; nothing was drawn at"
          + " random. What «trustlift experiment» prints was.",
      "",
      "The columns of json and csv are those of the view trust.credential_lift, the contract's first."
    })
final class LiftCommand implements Callable<Integer> {

  /** What a lift is told for. */
  enum Focus {
    TYPE,
    KIND,
    CREDENTIAL
  }

  /** Whose viewer-time counts. */
  enum Mode {
    LIVE,
    REPLAY,
    ALL
  }

  /** What may be moved. */
  enum Outcome {
    INQUIRY,
    ORDER
  }

  /** The contract's columns of {@code credential_lift}, in their order. */
  static final List<String> CONTRACT_COLUMNS =
      List.of(
          "market",
          "focus_value",
          "outcome",
          "exposed_events",
          "exposed_minutes",
          "baseline_events",
          "baseline_minutes",
          "exposed_rate",
          "baseline_rate",
          "rate_ratio",
          "low",
          "high",
          "naive_low",
          "naive_high",
          "p_value",
          "p_adjusted",
          "streams",
          "strata",
          "strata_dropped",
          "dispersion",
          "shrunk_ratio",
          "evidence",
          "verdict");

  private static final String SQL =
      """
      SELECT %1$s, * EXCEPT (%1$s)
      FROM trust.credential_lift(
          from = {from:String}, to = {to:String}, mode = {mode:String}, focus = {focus:String}, lag = {lag:UInt16})
      WHERE ({market:String} = '' OR market = {market:String}) AND ({outcome:String} = '' OR outcome = {outcome:String})
      ORDER BY outcome = 'inquiry', market != 'ALL', market, shrunk_ratio DESC NULLS LAST, focus_value
      """
          .formatted(String.join(", ", CONTRACT_COLUMNS));

  private static final String EXTENT =
      """
      SELECT
          toString(toDateTime64(min(minute), 3, 'UTC')) AS first,
          toString(toDateTime64(max(minute), 3, 'UTC') + INTERVAL 1 MINUTE) AS end,
          groupUniqArray(market) AS markets
      FROM trust.exposure_time_versions
      WHERE minute >= toDateTime64({from:String}, 3, 'UTC') AND minute < toDateTime64({to:String}, 3, 'UTC')
          AND ({mode:String} = 'all' OR mode = {mode:String})
      HAVING count() > 0
      """;

  private static final Instant LATEST = Instant.parse("2106-02-07T00:00:00Z");

  @Option(
      names = "--market",
      paramLabel = "MARKET",
      defaultValue = "",
      description = "Only this market, such as DE, or ALL for the rows over all of them.")
  private String market;

  @Option(
      names = "--focus",
      paramLabel = "FOCUS",
      defaultValue = "TYPE",
      description = "What a row is for: type, kind or credential (default: type).")
  private Focus focus;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = InstantOption.class,
      description =
          "Viewer-time from here on: a date (midnight UTC) or such as 2026-03-02T18:00:00Z (default: the first there is).")
  private Instant from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = InstantOption.class,
      description = "Viewer-time before here, likewise (default: the last there is).")
  private Instant to;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "ALL",
      description = "Viewers of live, replay or all (default: all).")
  private Mode mode;

  @Option(
      names = "--lag",
      paramLabel = "SECONDS",
      defaultValue = "0",
      converter = Lag.class,
      description =
          "Takes what was shown 0, 30, 60 or 120 s before an outcome, to see how much hangs on the instant (default: 0).")
  private int lag;

  @Option(
      names = "--outcome",
      paramLabel = "OUTCOME",
      description = "Only inquiry or order (default: both).")
  private Outcome outcome;

  @Mixin private FormatOption format;

  @Mixin private DataOption dataOption;

  @Override
  public Integer call() throws IOException {
    if (from != null && to != null && !from.isBefore(to)) {
      throw new StartException("--from has to be before --to: nothing lies in between.");
    }
    DataLayout data = dataOption.openExisting("lift");
    try (Tables tables = Tables.open(data)) {
      ClickHouseHttp clickHouse = tables.clickHouse();
      JsonNode extent = extent(clickHouse, data);
      Question question =
          Question.of(SQL)
              .with("from", from == null ? extent.get("first").asText() : InstantOption.sql(from))
              .with("to", to == null ? extent.get("end").asText() : InstantOption.sql(to))
              .with("mode", lower(mode))
              .with("focus", lower(focus))
              .with("lag", lag)
              .with("market", market)
              .with("outcome", outcome == null ? "" : lower(outcome));
      LiftReport report =
          new LiftReport(
              lower(focus),
              question.parameters().get("from"),
              question.parameters().get("to"),
              lower(mode),
              lag);
      format.answer(question, clickHouse, report::text);
    }
    return 0;
  }

  /** What there is to look at, which has to be something. */
  private JsonNode extent(ClickHouseHttp clickHouse, DataLayout data) throws IOException {
    List<JsonNode> found =
        Question.of(EXTENT)
            .with("from", InstantOption.sql(from == null ? Instant.EPOCH : from))
            .with("to", InstantOption.sql(to == null ? LATEST : to))
            .with("mode", lower(mode))
            .rows(clickHouse);
    if (found.isEmpty()) {
      boolean narrowed = from != null || to != null || mode != Mode.ALL;
      throw new StartException(
          narrowed
              ? "There is no viewer-time in that range and mode in "
                  + data.root()
                  + ": leave out --from, --to and --mode to see what there is."
              : "Nobody has watched anything yet in "
                  + data.root()
                  + ": send events, or begin with «trustlift demo».");
    }
    Set<String> markets = new TreeSet<>();
    found.get(0).get("markets").forEach(code -> markets.add(code.asText()));
    if (!market.isEmpty() && !market.equals("ALL") && !markets.contains(market)) {
      throw new StartException(
          "There is no viewer-time of market «"
              + market
              + "» there, only of "
              + String.join(", ", markets)
              + ".");
    }
    return found.get(0);
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** One of the lags that the job keeps. */
  static final class Lag implements ITypeConverter<Integer> {

    private static final List<String> KEPT = List.of("0", "30", "60", "120");

    @Override
    public Integer convert(String text) {
      if (!KEPT.contains(text)) {
        throw new TypeConversionException("'" + text + "' is not 0, 30, 60 or 120");
      }
      return Integer.valueOf(text);
    }
  }
}
