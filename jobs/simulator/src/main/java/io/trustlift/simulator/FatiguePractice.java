package io.trustlift.simulator;

import java.util.List;

/** A walk through the same factory moves less every time. */
record FatiguePractice(List<Double> byTours) implements Practice {
  @Override
  public double orderFactor(Moment moment) {
    return touring(moment) ? byTours.get(Math.min(moment.past().tours(), byTours.size() - 1)) : 1;
  }

  @Override
  public double highest() {
    return Math.max(1, byTours.stream().mapToDouble(value -> value).max().orElse(1));
  }

  private static boolean touring(Moment moment) {
    return moment.exposed().stream()
        .anyMatch(each -> each.display().credential().kind().equals(PracticeSettings.TIRING_KIND));
  }
}
