package io.trustlift.simulator;

import java.util.ArrayList;
import java.util.List;

/** The practices of a world that have any effect, together. */
final class Practices {
  private static final double ROUNDING = 1e-9;

  private final List<Practice> all;
  private final List<Practice> lessening;

  private Practices(List<Practice> all) {
    this.all = List.copyOf(all);
    this.lessening = all.stream().filter(Practice::lessens).toList();
  }

  static Practices of(PracticeSettings settings) {
    List<Practice> all = new ArrayList<>();
    if (settings.placement().values().stream().anyMatch(factor -> factor != 1)) {
      all.add(new PlacementPractice(settings.placement()));
    }
    if (settings.manyAtOnce() != 1) {
      all.add(new NumberPractice(settings.manyAtOnce()));
    }
    if (settings.returningShare() != 1) {
      all.add(new AudiencePractice(settings.returningShare()));
    }
    if (!settings.fatigue().isEmpty()) {
      all.add(new FatiguePractice(settings.fatigue()));
    }
    if (!settings.reviews().equals(PracticeSettings.Reviews.NEUTRAL)) {
      all.add(new ReviewPractice(settings.reviews()));
    }
    if (settings.quality().badShare() > 0) {
      all.add(new QualityPractice(settings.quality()));
    }
    if (!settings.answers().equals(PracticeSettings.Answers.NEUTRAL)) {
      all.add(new AnswerPractice(settings.answers()));
    }
    return new Practices(all);
  }

  /** Whether no practice has any effect: then a {@link Moment} need not be found out. */
  boolean isNeutral() {
    return all.isEmpty();
  }

  /** By what the rate of {@link Hazards} is to be multiplied. */
  double factor(OutcomeKind outcome, Moment moment) {
    double factor = 1;
    if (outcome == OutcomeKind.ORDER) {
      for (Practice practice : all) {
        factor *= practice.orderFactor(moment);
      }
    }
    if (!lessening.isEmpty()) {
      for (CredentialType type : CredentialType.values()) {
        if ((moment.types() & type.bit()) != 0) {
          factor *= lessened(outcome, type, moment);
        }
      }
    }
    double highest = highest(outcome, moment.room().hazards(moment.market()));
    if (factor > highest * (1 + ROUNDING)) {
      throw new IllegalStateException("a factor of " + factor + " above its bound " + highest);
    }
    return factor;
  }

  /** A bound of {@link #factor}. */
  double highest(OutcomeKind outcome, Hazards hazards) {
    double highest = 1;
    if (outcome == OutcomeKind.ORDER) {
      for (Practice practice : all) {
        highest *= practice.highest();
      }
    }
    if (!lessening.isEmpty()) {
      for (CredentialType type : CredentialType.values()) {
        highest *= Math.max(1, 1 / hazards.ratio(outcome, type));
      }
    }
    return highest;
  }

  private double lessened(OutcomeKind outcome, CredentialType type, Moment moment) {
    double share = 1;
    for (Practice practice : lessening) {
      share *= practice.share(type, moment);
    }
    double ratio = moment.room().hazards(moment.market()).ratio(outcome, type);
    return share == 1 ? 1 : StrictMath.pow(ratio, share - 1);
  }
}
