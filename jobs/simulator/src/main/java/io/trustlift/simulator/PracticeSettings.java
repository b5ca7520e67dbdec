package io.trustlift.simulator;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the ways of showing, the audience, the picture and the host's desk do to the outcomes of a
 * world, beyond the rate ratios of {@link EffectSettings}. Factors multiply the rate of orders; 1
 * is no effect. Where nothing else is said they leave inquiries alone.
 *
 * @param placement factor while a type is exposed, by the placement of the display that exposes it;
 *     what is not listed is 1. Of several at once the geometric mean counts; what is on screen goes
 *     before what is recent.
 * @param manyAtOnce factor while three credentials or more are on screen
 * @param returningShare share of the log rate ratios, of orders and inquiries, that is left for a
 *     returning viewer: who began another visit, in any stream, at least six hours before this one
 * @param fatigue factors while a {@code factory_tour} is exposed, for viewers of whose earlier
 *     visits 0, 1, 2, or 3 and more have shown one; empty for none
 * @param loyalShare share of the engaged viewers that come back up to seven times
 * @param tourShare share of a replay's jumps that go to a factory tour
 * @param trustTopics whether what is asked differs between the markets
 * @param arranged whether a showing is arranged so that effects can be told apart: a phase of a
 *     type keeps to one credential and one placement, half of the demonstrations are a factory
 *     tour, half of the authority phases end with three credentials at once, and the catalogue has
 *     reviews of every standing and papers to see to
 */
public record PracticeSettings(
    Map<String, Double> placement,
    double manyAtOnce,
    double returningShare,
    List<Double> fatigue,
    Reviews reviews,
    Quality quality,
    Answers answers,
    Repurchase repurchase,
    double loyalShare,
    double tourShare,
    boolean trustTopics,
    boolean arranged) {

  /** The kind that tires. */
  public static final String TIRING_KIND = "factory_tour";

  private static final int VISITS_TOLD_APART = 4;

  /**
   * Factors while a customer review or a user's video is exposed, by its standing in the catalogue.
   *
   * @param verified of a verified buyer, unpaid
   * @param unverified not of a verified buyer, unpaid
   * @param incentivised rewarded, and not verified
   */
  public record Reviews(double verified, double unverified, double incentivised) {
    static final Reviews NEUTRAL = new Reviews(1, 1, 1);

    public Reviews {
      requireFactor("verified", verified);
      requireFactor("unverified", unverified);
      requireFactor("incentivised", incentivised);
    }
  }

  /**
   * Spells in which the picture stalls and lags in one market of a room: five or ten minutes on the
   * clock's grid of five.
   *
   * @param badShare share of the blocks of five minutes that are bad, about
   * @param orderFactor factor during a bad spell
   * @param authorityShare share of the log rate ratio of authority that is left during one
   */
  public record Quality(double badShare, double orderFactor, double authorityShare) {
    static final Quality NEUTRAL = new Quality(0, 1, 1);

    public Quality {
      EffectSettings.requireWithin("badShare", badShare, 0, 0.5);
      requireFactor("orderFactor", orderFactor);
      EffectSettings.requireWithin("authorityShare", authorityShare, 0, 1);
    }
  }

  /**
   * Factors from the answer to a live question until the end of the visit, by how long the answer
   * took; of several answers the quickest counts.
   *
   * @param withinTenSeconds up to 10 s
   * @param withinThirtySeconds up to 30 s
   * @param withinTwoMinutes up to 2 min
   * @param chineseDelay by how much longer those wait who ask in Chinese
   */
  public record Answers(
      double withinTenSeconds,
      double withinThirtySeconds,
      double withinTwoMinutes,
      double chineseDelay) {
    static final Answers NEUTRAL = new Answers(1, 1, 1, 1);

    public Answers {
      requireFactor("withinTenSeconds", withinTenSeconds);
      requireFactor("withinThirtySeconds", withinThirtySeconds);
      requireFactor("withinTwoMinutes", withinTwoMinutes);
      EffectSettings.requireWithin("chineseDelay", chineseDelay, 0.1, 10);
    }
  }

  /**
   * Probability that a buyer orders once more, 3 to 88 days after the first order; 0 is never.
   *
   * @param afterDemonstration for viewers whose first visit that showed any credential showed a
   *     live demonstration
   * @param otherwise for all others
   */
  public record Repurchase(double afterDemonstration, double otherwise) {
    static final Repurchase NEVER = new Repurchase(0, 0);

    public Repurchase {
      EffectSettings.requireWithin("afterDemonstration", afterDemonstration, 0, 1);
      EffectSettings.requireWithin("otherwise", otherwise, 0, 1);
    }
  }

  public PracticeSettings {
    placement = Map.copyOf(placement);
    placement.values().forEach(factor -> requireFactor("placement", factor));
    requireFactor("manyAtOnce", manyAtOnce);
    EffectSettings.requireWithin("returningShare", returningShare, 0, 1);
    fatigue = List.copyOf(fatigue);
    if (!fatigue.isEmpty() && fatigue.size() != VISITS_TOLD_APART) {
      throw new IllegalArgumentException("fatigue without a factor for 0, 1, 2 and 3: " + fatigue);
    }
    fatigue.forEach(factor -> requireFactor("fatigue", factor));
    EffectSettings.requireWithin("loyalShare", loyalShare, 0, 1);
    EffectSettings.requireWithin("tourShare", tourShare, 0, 1);
  }

  /** No practice has any effect, and nothing is drawn for one. */
  public static PracticeSettings none() {
    return new PracticeSettings(
        Map.of(),
        1,
        1,
        List.of(),
        Reviews.NEUTRAL,
        Quality.NEUTRAL,
        Answers.NEUTRAL,
        Repurchase.NEVER,
        0,
        0,
        false,
        false);
  }

  /**
   * The demo's: every practice has something to show, and the mean effects stay near the planted.
   */
  public static PracticeSettings demo() {
    return new PracticeSettings(
        placements(1.2, 0.9),
        0.85,
        0.6,
        List.of(1.3, 1.15, 1.05, 1.0),
        new Reviews(1.2, 1, 0.9),
        new Quality(0.1, 0.7, 0.5),
        new Answers(1.4, 1.2, 1, 1.6),
        Repurchase.NEVER,
        0.15,
        0.5,
        true,
        true);
  }

  /** Effects that stand out in a world of moderate size. */
  public static PracticeSettings strong() {
    return new PracticeSettings(
        placements(1.5, 0.75),
        0.6,
        0.4,
        List.of(2.0, 1.5, 1.2, 1.0),
        new Reviews(1.7, 1, 0.8),
        new Quality(0.15, 0.6, 0.2),
        new Answers(1.8, 1.4, 1.1, 2),
        new Repurchase(0.7, 0.3),
        0.6,
        0.6,
        true,
        true);
  }

  private static Map<String, Double> placements(double said, double behind) {
    return new TreeMap<>(Map.of("host_mention", said, "detail_page", 1.0, "backdrop", behind));
  }

  private static void requireFactor(String name, double value) {
    if (!(value > 0 && value <= 10)) {
      throw new IllegalArgumentException(name + " outside (0, 10]: " + value);
    }
  }
}
