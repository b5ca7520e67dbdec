package io.trustlift.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What questions are about: often whom one deals with, and where it comes from. */
final class QuestionTopics {
  private static final List<String> USUAL =
      List.of(
          "who_are_you",
          "shipping_origin",
          "returns",
          "delivery_time",
          "price",
          "material",
          "size",
          "payment",
          "warranty",
          "certificate");
  private static final double[] USUAL_WEIGHTS = {14, 13, 12, 12, 12, 10, 9, 7, 6, 5};

  /** The three that ask for trust, whose weights differ between markets. */
  private static final List<String> TRUST = List.of("who_are_you", "ships_from", "return_cost");

  private static final List<String> OTHER =
      List.of(
          "delivery_time",
          "price",
          "material",
          "size",
          "payment",
          "warranty",
          "certificate",
          "shipping_origin",
          "returns");
  private static final double[] OTHER_WEIGHTS = {12, 12, 10, 9, 7, 6, 5, 3, 3};
  private static final Map<String, double[]> TRUST_WEIGHTS =
      Map.of(
          "US", new double[] {10, 8, 24},
          "DE", new double[] {14, 14, 12},
          "SE", new double[] {10, 18, 8},
          "SG", new double[] {26, 12, 4},
          "JP", new double[] {18, 6, 6},
          "AU", new double[] {8, 18, 16});

  private QuestionTopics() {}

  static String draw(MarketProfile market, PracticeSettings practices, Draws draws) {
    if (!practices.trustTopics()) {
      return USUAL.get(draws.weighted(USUAL_WEIGHTS));
    }
    int drawn = draws.weighted(weights(market));
    return drawn < TRUST.size() ? TRUST.get(drawn) : OTHER.get(drawn - TRUST.size());
  }

  /** The share of every topic that asks for trust, in the configuration's markets. */
  static List<Truth.TopicShare> truth(SimulationConfig config) {
    List<Truth.TopicShare> shares = new ArrayList<>();
    if (config.practices().trustTopics()) {
      for (String code : config.markets()) {
        MarketProfile market = MarketProfile.of(code);
        double[] weights = weights(market);
        double total = 0;
        for (double weight : weights) {
          total += weight;
        }
        for (int i = 0; i < TRUST.size(); i++) {
          shares.add(
              new Truth.TopicShare(config.codeInFiles(market), TRUST.get(i), weights[i] / total));
        }
      }
    }
    return shares;
  }

  private static double[] weights(MarketProfile market) {
    double[] trust = TRUST_WEIGHTS.get(market.code());
    double[] weights = new double[trust.length + OTHER_WEIGHTS.length];
    System.arraycopy(trust, 0, weights, 0, trust.length);
    System.arraycopy(OTHER_WEIGHTS, 0, weights, trust.length, OTHER_WEIGHTS.length);
    return weights;
  }
}
