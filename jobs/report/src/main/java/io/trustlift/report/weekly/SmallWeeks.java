package io.trustlift.report.weekly;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * Weeks of a market that stand on too few people for a page that is shared: their numbers are
 * withheld, and so is what is told by comparing with them.
 *
 * @param weeks those with somebody, but fewer than {@link #FEWEST}
 */
record SmallWeeks(Set<Week> weeks) {

  /** On fewer viewers than this nothing is told. */
  static final int FEWEST = 10;

  private static final int YEAR_WEEKS = 52;

  /** A week of a market. */
  record Week(String market, LocalDate monday) {}

  SmallWeeks {
    weeks = Set.copyOf(weeks);
  }

  boolean has(String market, LocalDate monday) {
    return weeks.contains(new Week(market, monday));
  }

  /** The values without what may not be told. */
  List<WeekValue> withhold(List<WeekValue> values) {
    return values.stream().map(this::withhold).toList();
  }

  private WeekValue withhold(WeekValue value) {
    boolean own = has(value.market(), value.start());
    boolean weekBefore = has(value.market(), value.start().minusWeeks(1));
    boolean yearEarlier = has(value.market(), value.start().minusWeeks(YEAR_WEEKS));
    return own || weekBefore || yearEarlier ? value.withheld(own, weekBefore, yearEarlier) : value;
  }
}
