package io.trustlift.local.calibration;

import io.trustlift.simulator.CredentialType;
import io.trustlift.simulator.DisturbanceSettings;
import io.trustlift.simulator.EffectSettings;
import io.trustlift.simulator.LayoutSettings;
import io.trustlift.simulator.OutcomeKind;
import io.trustlift.simulator.RateRatio;
import io.trustlift.simulator.SimulationConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A kind of world. In all of them rooms, heat and viewers differ, and engaged viewers see more. */
public enum CalibrationCase {
  /** Credentials have effects, which vary from room to room around the planted ones. */
  PLANTED(true, 0, 16, 1_200),
  /** No credential has any effect. */
  NULL(false, 0, 16, 1_200),
  /**
   * A randomised experiment with an effect; it begins a day late, so that viewers have a history.
   */
  EXPERIMENT(true, 1, 8, 800),
  /** The same experiment without any effect. */
  AA(false, 1, 8, 800);

  static final List<String> MARKETS = List.of("US", "DE");
  static final int STREAMS_PER_DAY = 4;
  static final int MINUTES = 50;
  static final double EFFECT_SIGMA = 0.2;
  static final double VIEWER_SIGMA = 0.3;
  static final double BASE_RATE_FACTOR = 4;

  /** Seven days for orders to count, one for them to be cancelled, and a rest. */
  private static final int HORIZON_DAYS = 9;

  private static final int HEARTBEAT_SECONDS = 80;

  /** From the start of one world to that of the next: none has anything left by then. */
  static final Duration SPACING = Duration.ofDays(16 / STREAMS_PER_DAY + HORIZON_DAYS + 2L);

  private final boolean effects;
  private final int experimentFromDay;
  private final int streams;
  private final int viewers;

  CalibrationCase(boolean effects, int experimentFromDay, int streams, int viewers) {
    this.effects = effects;
    this.experimentFromDay = experimentFromDay;
    this.streams = streams;
    this.viewers = viewers;
  }

  /** Streams of one world. */
  int streams() {
    return streams;
  }

  /** Viewers of one world. */
  int viewers() {
    return viewers;
  }

  boolean hasEffects() {
    return effects;
  }

  /** Whether it is the experiment that is looked at, and not the lift of showing. */
  boolean isExperiment() {
    return this == EXPERIMENT || this == AA;
  }

  /** The ratio that is planted in every market; 1 without effects. */
  double planted(CredentialType type, OutcomeKind outcome) {
    if (!effects) {
      return 1;
    }
    boolean order = outcome == OutcomeKind.ORDER;
    return switch (type) {
      case AUTHORITY -> order ? 1.5 : 0.8;
      case SOCIAL_PROOF -> order ? 1.2 : 1.0;
      case LIVE_DEMONSTRATION -> order ? 1.3 : 1.15;
      case INTERACTION -> order ? 1.0 : 1.2;
    };
  }

  /**
   * One world.
   *
   * @param marketCodes codes of the markets in the files; empty for their own
   * @param catalogue whether it brings the catalogue, which is the same for all
   */
  SimulationConfig world(long seed, Instant start, List<String> marketCodes, boolean catalogue) {
    EffectSettings settings =
        EffectSettings.defaults()
            .withRateRatios(ratios())
            .withBaseRateFactor(BASE_RATE_FACTOR)
            .withEffectSigma(effects ? EFFECT_SIGMA : 0)
            .withViewerSigma(VIEWER_SIGMA);
    return SimulationConfig.defaults()
        .withSeed(seed)
        .withSize(streams, viewers, MINUTES)
        .withStart(start)
        .withStreamsPerDay(STREAMS_PER_DAY)
        .withMarkets(MARKETS)
        .withEffects(settings)
        .withDisturbances(new DisturbanceSettings(0, 0, 0, 0, 0))
        .withLayout(
            new LayoutSettings(
                HEARTBEAT_SECONDS, HORIZON_DAYS, catalogue, true, experimentFromDay, marketCodes));
  }

  private List<RateRatio> ratios() {
    List<RateRatio> ratios = new ArrayList<>();
    for (String market : MARKETS) {
      for (CredentialType type : CredentialType.values()) {
        for (OutcomeKind outcome : OutcomeKind.values()) {
          ratios.add(new RateRatio(market, type, outcome, planted(type, outcome)));
        }
      }
    }
    return ratios;
  }
}
