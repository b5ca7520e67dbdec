package io.trustlift.simulator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What each viewer has behind them, as far as practices depend on it. Remembers nothing in a world
 * without any.
 */
final class Histories {
  /** How long before a visit another one must have begun for the viewer to be returning. */
  static final long RETURNING_AFTER = 6 * ContractTimes.HOUR;

  /** A viewer's. */
  private static final class History {
    private long firstBegan = Long.MAX_VALUE;
    private int tours;
    private long firstExposedBegan = Long.MAX_VALUE;
    private int firstTypes;
    private boolean decided;
    private final List<Long> orders = new ArrayList<>(0);
  }

  private final boolean remembers;
  private final Map<Integer, History> byViewer = new HashMap<>();
  private final long[] viewers;
  private final long[] returning;
  private long latest;

  Histories(SimulationConfig config) {
    this.remembers = !config.practices().equals(PracticeSettings.none());
    this.viewers = new long[config.streams()];
    this.returning = new long[config.streams()];
  }

  /** A visit begins, as the contract counts visits. */
  Past begin(Viewer viewer, long now) {
    if (!remembers || viewer.bot()) {
      return Past.NONE;
    }
    History history = byViewer.computeIfAbsent(viewer.index(), index -> new History());
    Past past = new Past(history.firstBegan <= now - RETURNING_AFTER, history.tours);
    history.firstBegan = Math.min(history.firstBegan, now);
    return past;
  }

  /** A viewer has come to a live stream, with that past. */
  void came(StreamPlan stream, Viewer viewer, Past past) {
    if (remembers && !viewer.bot()) {
      viewers[stream.index()]++;
      returning[stream.index()] += past.returning() ? 1 : 0;
    }
  }

  /**
   * A visit is over.
   *
   * @param seen what was on screen for {@code min_view}
   */
  void end(Viewer viewer, long began, long now, Collection<Credential> seen) {
    latest = Math.max(latest, now);
    if (!remembers || viewer.bot() || seen.isEmpty()) {
      return;
    }
    History history = byViewer.get(viewer.index());
    if (seen.stream().anyMatch(each -> each.kind().equals(PracticeSettings.TIRING_KIND))) {
      history.tours++;
    }
    if (began < history.firstExposedBegan) {
      history.firstExposedBegan = began;
      history.firstTypes =
          seen.stream()
              .filter(each -> each.type() != null)
              .mapToInt(each -> each.type().bit())
              .reduce(0, (one, other) -> one | other);
    }
  }

  /** Whether this is the first time that the viewer decides to buy; it is no more afterwards. */
  boolean decidesFirst(Viewer viewer) {
    if (!remembers) {
      return false;
    }
    History history = byViewer.get(viewer.index());
    boolean first = !history.decided;
    history.decided = true;
    return first;
  }

  /**
   * An order was placed.
   *
   * @param kept whether it is paid and never cancelled
   */
  void ordered(Viewer viewer, long placedAt, boolean kept) {
    latest = Math.max(latest, placedAt);
    if (remembers && kept) {
      byViewer.get(viewer.index()).orders.add(placedAt);
    }
  }

  /** Whether the first visit that showed anything showed a type. */
  boolean firstShowed(Viewer viewer, CredentialType type) {
    return (byViewer.get(viewer.index()).firstTypes & type.bit()) != 0;
  }

  /** Viewers of a live stream, bots aside. */
  long viewers(StreamPlan stream) {
    return viewers[stream.index()];
  }

  /** Those of them who were returning when they came. */
  long returning(StreamPlan stream) {
    return returning[stream.index()];
  }

  /** What became of viewers by what they were shown first, over all markets. */
  List<Truth.Cohort> cohorts() {
    List<Truth.Cohort> cohorts = new ArrayList<>();
    if (remembers) {
      cohorts.add(cohort("ALL", -1));
      for (CredentialType type : CredentialType.values()) {
        cohorts.add(cohort(type.wireName(), type.bit()));
      }
    }
    return cohorts;
  }

  private Truth.Cohort cohort(String name, int types) {
    long people = 0;
    long buyers = 0;
    long[] settled = new long[Truth.Cohort.WINDOWS.size()];
    long[] repeated = new long[settled.length];
    for (History history : byViewer.values()) {
      boolean exposed = history.firstExposedBegan != Long.MAX_VALUE;
      if (!exposed || (types >= 0 && (history.firstTypes & types) == 0)) {
        continue;
      }
      people++;
      long[] orders =
          history.orders.stream()
              .mapToLong(time -> time)
              .filter(time -> time >= history.firstExposedBegan)
              .sorted()
              .toArray();
      buyers += orders.length > 0 ? 1 : 0;
      for (int i = 0; i < settled.length && orders.length > 0; i++) {
        long until = orders[0] + Truth.Cohort.WINDOWS.get(i) * ContractTimes.DAY;
        if (until <= latest) {
          settled[i]++;
          repeated[i] += orders.length > 1 && orders[1] <= until ? 1 : 0;
        }
      }
    }
    List<Truth.Repurchases> windows = new ArrayList<>();
    for (int i = 0; i < settled.length; i++) {
      windows.add(new Truth.Repurchases(Truth.Cohort.WINDOWS.get(i), settled[i], repeated[i]));
    }
    return new Truth.Cohort(name, people, buyers, windows);
  }
}
