package io.trustlift.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One live stream, planned before it opens.
 *
 * @param home market of the majority of its audience
 * @param start epoch milliseconds
 * @param end epoch milliseconds
 * @param room random effect on the outcome rates, mean 1 over rooms
 * @param popularity weight with which viewers choose this stream
 * @param replySeconds median time the host takes to answer
 * @param unansweredShare share of the questions that nobody answers
 */
record StreamPlan(
    int index,
    String streamId,
    String host,
    MarketProfile home,
    long start,
    long end,
    double room,
    double popularity,
    HeatCurve heat,
    double replySeconds,
    double unansweredShare) {

  private static final List<String> HOSTS =
      List.of("Mei", "Anna", "Kenji", "Sofia", "Lucas", "Priya", "Jonas", "Emma", "Hao", "Ruby");
  private static final double OVERLAP = 0.7;
  private static final long SHORTEST_SLOT = 20 * ContractTimes.MINUTE;

  static List<StreamPlan> all(SimulationConfig config) {
    List<StreamPlan> plans = new ArrayList<>(config.streams());
    for (int index = 0; index < config.streams(); index++) {
      plans.add(draw(config, index));
    }
    return List.copyOf(plans);
  }

  /** When the first stream opens, epoch milliseconds. */
  static long firstStart(List<StreamPlan> streams) {
    return streams.stream().mapToLong(StreamPlan::start).min().orElseThrow();
  }

  /** When the last stream ends, epoch milliseconds. */
  static long lastEnd(List<StreamPlan> streams) {
    return streams.stream().mapToLong(StreamPlan::end).max().orElseThrow();
  }

  long length() {
    return end - start;
  }

  /** When a stream is to open, epoch milliseconds; it does within five minutes. */
  static long slot(SimulationConfig config, int index) {
    long length = config.minutes() * ContractTimes.MINUTE;
    long slot = Math.max(SHORTEST_SLOT, (long) (length * OVERLAP));
    return config.start().toEpochMilli()
        + index / config.streamsPerDay() * ContractTimes.DAY
        + index % config.streamsPerDay() * slot;
  }

  private static StreamPlan draw(SimulationConfig config, int index) {
    Draws draws = Draws.of(config.seed(), Draws.Purpose.STREAM, index);
    long length = config.minutes() * ContractTimes.MINUTE;
    long start = slot(config, index) + draws.integer(0, 300) * ContractTimes.SECOND;
    List<String> markets = config.markets();
    MarketProfile home = MarketProfile.of(markets.get(index % markets.size()));
    double sigma = config.effects().roomSigma();
    double room = StrictMath.exp(sigma * draws.normal() - sigma * sigma / 2);
    HeatCurve heat =
        HeatCurve.draw(
            start,
            length,
            config.effects().heatSigma(),
            Draws.of(config.seed(), Draws.Purpose.HEAT, index));
    String number = index < 9 ? "0" + (index + 1) : Integer.toString(index + 1);
    return new StreamPlan(
        index,
        home.code().toLowerCase(Locale.ROOT) + "-" + number + "-" + config.tag(),
        HOSTS.get(index % HOSTS.size()),
        home,
        start,
        start + length,
        room,
        draws.between(0.8, 1.25),
        heat,
        draws.logNormal(14, 0.5),
        draws.between(0.1, 0.3));
  }
}
