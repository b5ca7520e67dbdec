package io.trustlift.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * A world to simulate. The same configuration gives the same bytes.
 *
 * @param seed of every random number
 * @param streams number of live streams; stream k has home market k modulo the number of markets
 * @param viewers distinct viewers in total, bots among them; each visits one stream, some several
 * @param minutes length of each stream
 * @param start when the first stream opens; everything else but the catalogue comes after it.
 *     Orders placed late, and refunds, reach up to four weeks past the last stream.
 * @param streamsPerDay streams that begin on one day, each 0.7 lengths (at least 20 minutes) after
 *     the one before it so that neighbours overlap; the next day goes on 24 hours later
 * @param markets home markets, out of US, DE, SE, SG, JP and AU
 */
public record SimulationConfig(
    long seed,
    int streams,
    int viewers,
    int minutes,
    Instant start,
    int streamsPerDay,
    List<String> markets,
    EffectSettings effects,
    DisturbanceSettings disturbances,
    LayoutSettings layout,
    PracticeSettings practices) {

  /** 2 March 2026, 18:00 UTC. */
  public static final Instant DEFAULT_START = Instant.parse("2026-03-02T18:00:00Z");

  /** A day that no world reaches. */
  private static final int NO_EXPERIMENT = 100_000;

  public SimulationConfig {
    requireWithin("streams", streams, 1, 100_000);
    requireWithin("viewers", viewers, 1, 100_000_000);
    requireWithin("minutes", minutes, 2, 600);
    requireWithin("streamsPerDay", streamsPerDay, 1, 100);
    markets = List.copyOf(markets);
    if (markets.isEmpty() || new HashSet<>(markets).size() != markets.size()) {
      throw new IllegalArgumentException("markets empty or repeated: " + markets);
    }
    markets.forEach(MarketProfile::of);
    int codes = layout.marketCodes().size();
    if (codes != 0 && codes != markets.size()) {
      throw new IllegalArgumentException(
          codes + " market codes for " + markets.size() + " markets");
    }
    Instant first = Instant.EPOCH.plus(Duration.ofDays(3_650));
    Instant last = Instant.parse("9000-01-01T00:00:00Z");
    if (start.isBefore(first)
        || start.isAfter(last)
        || !start.truncatedTo(ChronoUnit.MILLIS).equals(start)) {
      throw new IllegalArgumentException("start out of range or finer than milliseconds: " + start);
    }
  }

  /** Six streams of an hour, one for each market; no practice has any effect. */
  public static SimulationConfig defaults() {
    return new SimulationConfig(
        1,
        6,
        15_000,
        60,
        DEFAULT_START,
        8,
        List.of("US", "DE", "SE", "SG", "JP", "AU"),
        EffectSettings.defaults(),
        DisturbanceSettings.defaults(),
        LayoutSettings.defaults(),
        PracticeSettings.none());
  }

  /**
   * The demo: {@link #defaults} over three days, so that viewers return, with practices planted for
   * every panel.
   */
  public static SimulationConfig demo() {
    return defaults().withStreamsPerDay(2).withPractices(PracticeSettings.demo());
  }

  /**
   * A world in which each practice can be found again: 36 streams of 40 minutes over twelve days,
   * in US, DE and SG, with many orders. Effects are the same in all rooms and, but for that of
   * interaction on orders, in all markets; those of social proof and demonstrations are 1, so that
   * their lift is that of the practice. No experiment is on air. About 1.3 million viewer events.
   */
  public static SimulationConfig practices(long seed) {
    List<String> markets = List.of("US", "DE", "SG");
    List<RateRatio> ratios = new ArrayList<>();
    ratios.add(new RateRatio("US", CredentialType.INTERACTION, OutcomeKind.ORDER, 1.8));
    ratios.add(new RateRatio("DE", CredentialType.INTERACTION, OutcomeKind.ORDER, 1.1));
    ratios.add(new RateRatio("SG", CredentialType.INTERACTION, OutcomeKind.ORDER, 3));
    for (String market : markets) {
      ratios.add(new RateRatio(market, CredentialType.AUTHORITY, OutcomeKind.ORDER, 2));
      ratios.add(new RateRatio(market, CredentialType.INTERACTION, OutcomeKind.INQUIRY, 1.5));
    }
    return defaults()
        .withSeed(seed)
        .withSize(36, 24_000, 40)
        .withStreamsPerDay(3)
        .withMarkets(markets)
        .withEffects(EffectSettings.defaults().withRateRatios(ratios).withBaseRateFactor(3))
        .withLayout(
            new LayoutSettings(
                80, LayoutSettings.WITHOUT_HORIZON, true, false, NO_EXPERIMENT, List.of()))
        .withPractices(PracticeSettings.strong());
  }

  /** The same world from another seed. */
  public SimulationConfig withSeed(long value) {
    return new SimulationConfig(
        value,
        streams,
        viewers,
        minutes,
        start,
        streamsPerDay,
        markets,
        effects,
        disturbances,
        layout,
        practices);
  }

  /** The same with another number of streams, viewers, and minutes of each stream. */
  public SimulationConfig withSize(int streamCount, int viewerCount, int streamMinutes) {
    return new SimulationConfig(
        seed,
        streamCount,
        viewerCount,
        streamMinutes,
        start,
        streamsPerDay,
        markets,
        effects,
        disturbances,
        layout,
        practices);
  }

  /** The same at another time; a fraction of a millisecond is cut off. */
  public SimulationConfig withStart(Instant value) {
    Instant whole = Instant.ofEpochMilli(value.toEpochMilli());
    return new SimulationConfig(
        seed,
        streams,
        viewers,
        minutes,
        whole,
        streamsPerDay,
        markets,
        effects,
        disturbances,
        layout,
        practices);
  }

  /** The same spread over more or fewer days. */
  public SimulationConfig withStreamsPerDay(int value) {
    return new SimulationConfig(
        seed,
        streams,
        viewers,
        minutes,
        start,
        value,
        markets,
        effects,
        disturbances,
        layout,
        practices);
  }

  /** The same in other home markets. */
  public SimulationConfig withMarkets(List<String> value) {
    return new SimulationConfig(
        seed,
        streams,
        viewers,
        minutes,
        start,
        streamsPerDay,
        value,
        effects,
        disturbances,
        layout,
        practices);
  }

  /** The same with other effects. */
  public SimulationConfig withEffects(EffectSettings value) {
    return new SimulationConfig(
        seed,
        streams,
        viewers,
        minutes,
        start,
        streamsPerDay,
        markets,
        value,
        disturbances,
        layout,
        practices);
  }

  /** The same with other disturbances. */
  public SimulationConfig withDisturbances(DisturbanceSettings value) {
    return new SimulationConfig(
        seed,
        streams,
        viewers,
        minutes,
        start,
        streamsPerDay,
        markets,
        effects,
        value,
        layout,
        practices);
  }

  /** The same laid out in another way. */
  public SimulationConfig withLayout(LayoutSettings value) {
    return new SimulationConfig(
        seed,
        streams,
        viewers,
        minutes,
        start,
        streamsPerDay,
        markets,
        effects,
        disturbances,
        value,
        practices);
  }

  /** The same with other practices. */
  public SimulationConfig withPractices(PracticeSettings value) {
    return new SimulationConfig(
        seed,
        streams,
        viewers,
        minutes,
        start,
        streamsPerDay,
        markets,
        effects,
        disturbances,
        layout,
        value);
  }

  /** The id of the experiment. */
  public String experimentId() {
    return layout.ownExperiment() ? Experiment.NAME + "-" + tag() : Experiment.NAME;
  }

  /** The code under which a market stands in the files. */
  String codeInFiles(MarketProfile market) {
    return layout.marketCodes().isEmpty()
        ? market.code()
        : layout.marketCodes().get(markets.indexOf(market.code()));
  }

  /** Part of this world's ids, so that two worlds can share one database. */
  String tag() {
    long mixed = Draws.mix(Draws.mix(seed) ^ start.toEpochMilli());
    return Long.toString(1_679_616 + Long.remainderUnsigned(mixed, 58_786_560), 36);
  }

  static void requireWithin(String name, int value, int low, int high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(name + " outside [" + low + ", " + high + "]: " + value);
    }
  }
}
