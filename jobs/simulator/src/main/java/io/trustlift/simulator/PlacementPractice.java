package io.trustlift.simulator;

import java.util.Map;

/** What is held into the camera moves more than what hangs behind the host. */
record PlacementPractice(Map<String, Double> factors) implements Practice {
  @Override
  public double orderFactor(Moment moment) {
    double factor = 1;
    for (CredentialType type : CredentialType.values()) {
      factor *= moment.shown(type, display -> factors.getOrDefault(display.placement(), 1.0));
    }
    return factor;
  }

  @Override
  public double highest() {
    double most = factors.values().stream().mapToDouble(value -> value).max().orElse(1);
    return StrictMath.pow(Math.max(1, most), CredentialType.values().length);
  }
}
