package io.trustlift.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a stream shows and when.
 *
 * <p>Each type has phases of two to three and a half minutes of shows, some overlapping, far enough
 * apart that the type is neither on screen nor recent in between. Phases begin when the room is
 * hot, and a room with a higher rate has more of them. The experiment has phases of its own, at
 * times that have nothing to do with heat.
 *
 * @param displays in the order of {@code shownAt}
 * @param lanes by type, without the experiment's displays
 * @param experimentLane the experiment's displays, which are of type authority
 */
record DisplaySchedule(
    List<Display> displays, List<ExposureLane> lanes, ExposureLane experimentLane) {

  /** Share of a type's time, on screen or recent, that a room of effect 1 aims at. */
  private static final double COVERAGE = 0.26;

  private static final long TYPICAL_EXPOSURE = 8 * ContractTimes.MINUTE;
  private static final long QUIET_AT_LEAST = 5 * ContractTimes.MINUTE;
  private static final long EXPERIMENT_PERIOD = 15 * ContractTimes.MINUTE;
  private static final long GRID = 15 * ContractTimes.SECOND;
  private static final double HEAT_EXPONENT = 1.5;
  private static final double ROOM_EXPONENT = 0.5;
  private static final List<String> PLACEMENTS =
      List.of("backdrop", "detail_page", "bullet_scroll", "interlude", "host_mention");

  static DisplaySchedule draw(StreamPlan stream, Catalogue catalogue, SimulationConfig config) {
    Draws draws = Draws.of(config.seed(), Draws.Purpose.DISPLAYS, stream.index());
    int day = stream.index() / config.streamsPerDay();
    return new Planner(stream, catalogue, draws).plan(day >= config.layout().experimentFromDay());
  }

  /**
   * Whether a type of the given lane set is exposed: one bit for each, see {@link CredentialType}.
   */
  int exposedTypes(long time, long from) {
    int types = 0;
    for (int i = 0; i < lanes.size(); i++) {
      if (lanes.get(i).exposedAt(time, from)) {
        types |= 1 << i;
      }
    }
    return types;
  }

  private static final class Planner {
    private final StreamPlan stream;
    private final Catalogue catalogue;
    private final Draws draws;
    private final List<Display> displays = new ArrayList<>();

    Planner(StreamPlan stream, Catalogue catalogue, Draws draws) {
      this.stream = stream;
      this.catalogue = catalogue;
      this.draws = draws;
    }

    DisplaySchedule plan(boolean withExperiment) {
      for (CredentialType type : CredentialType.values()) {
        planType(type);
      }
      if (withExperiment) {
        planExperiment();
      }
      if (draws.chance(0.5) || stream.index() == 0) {
        showUnknown();
      }
      if (draws.chance(0.5)) {
        forgetToHide();
      }
      displays.sort(Comparator.comparingLong(Display::shownAt).thenComparing(Display::displayId));
      List<ExposureLane> lanes = new ArrayList<>();
      for (CredentialType type : CredentialType.values()) {
        lanes.add(
            ExposureLane.of(
                displays.stream()
                    .filter(display -> !display.experiment())
                    .filter(display -> display.credential().type() == type)
                    .toList()));
      }
      return new DisplaySchedule(
          List.copyOf(displays),
          List.copyOf(lanes),
          ExposureLane.of(displays.stream().filter(Display::experiment).toList()));
    }

    private void planType(CredentialType type) {
      long length = stream.length();
      double expected =
          COVERAGE * length / TYPICAL_EXPOSURE * StrictMath.pow(stream.room(), ROOM_EXPONENT);
      int phases = Math.max(1, (int) (expected + draws.unit()));
      long spacing = Math.min(TYPICAL_EXPOSURE + QUIET_AT_LEAST, (long) (0.6 * length / phases));
      List<Long> begins = new ArrayList<>();
      for (int phase = 0; phase < phases; phase++) {
        long show = phaseLength();
        List<Long> candidates = candidates(show, begins, spacing);
        if (candidates.isEmpty()) {
          break;
        }
        double[] weights =
            candidates.stream()
                .mapToDouble(time -> StrictMath.pow(stream.heat().at(time), HEAT_EXPONENT))
                .toArray();
        long begin = candidates.get(draws.weighted(weights)) + draws.integer(0, GRID - 1);
        begins.add(begin);
        fillPhase(begin, begin + show, type);
      }
    }

    private List<Long> candidates(long show, List<Long> begins, long spacing) {
      List<Long> candidates = new ArrayList<>();
      long first = stream.start() + stream.length() / 30;
      long last = stream.end() - show - GRID;
      for (long time = first; time <= last; time += GRID) {
        long candidate = time;
        if (begins.stream().allMatch(begin -> Math.abs(begin - candidate) >= spacing)) {
          candidates.add(candidate);
        }
      }
      return candidates;
    }

    private long phaseLength() {
      long drawn = draws.integer(120, 210) * ContractTimes.SECOND;
      return Math.min(drawn, stream.length() / 5);
    }

    private void fillPhase(long begin, long end, CredentialType type) {
      long shownAt = begin;
      while (end - shownAt >= 10 * ContractTimes.SECOND) {
        long drawn = draws.integer(20, 120) * ContractTimes.SECOND + draws.integer(0, 999);
        long duration = Math.min(drawn, end - shownAt);
        Credential picked = pickCredential(type);
        boolean first = displays.isEmpty() && type == CredentialType.AUTHORITY;
        add(shownAt, shownAt + duration, false, false, first ? exceptionOr(picked) : picked);
        shownAt += (long) (duration * draws.between(0.5, 1.05));
      }
    }

    /**
     * The first streams begin with an authority credential that is not valid, each with another.
     */
    private Credential exceptionOr(Credential drawn) {
      List<Credential> invalid = catalogue.invalid();
      return stream.index() < invalid.size() ? invalid.get(stream.index()) : drawn;
    }

    private Credential pickCredential(CredentialType type) {
      List<Credential> all = catalogue.ofType(type);
      if (draws.chance(0.7)) {
        return draws.pick(
            all.stream().filter(credential -> credential.pullsIn(stream.home().code())).toList());
      }
      return draws.pick(all);
    }

    private void planExperiment() {
      Credential credential = catalogue.forExperiment(stream.home().code());
      long period = Math.min(EXPERIMENT_PERIOD, stream.length());
      long begin = stream.start() + (long) (draws.between(0.1, 0.6) * period);
      while (begin < stream.end() - 20 * ContractTimes.SECOND) {
        long end = Math.min(begin + phaseLength(), stream.end());
        for (long shownAt = begin; end - shownAt >= 10 * ContractTimes.SECOND; ) {
          long duration = Math.min(draws.integer(60, 120) * ContractTimes.SECOND, end - shownAt);
          add(shownAt, shownAt + duration, false, true, credential);
          shownAt += duration + draws.integer(0, 4) * ContractTimes.SECOND;
        }
        begin += (long) (period * draws.between(0.85, 1.15));
      }
    }

    private void showUnknown() {
      long duration = Math.min(60 * ContractTimes.SECOND, stream.length() / 4);
      long shownAt = stream.start() + (long) (draws.between(0.2, 0.7) * stream.length());
      add(shownAt, shownAt + duration, false, false, catalogue.unknown());
    }

    /** Shows something at the very end and never hides it. */
    private void forgetToHide() {
      long shownAt = stream.end() - (long) (draws.between(0.01, 0.04) * stream.length());
      CredentialType type = draws.pick(List.of(CredentialType.values()));
      add(shownAt, shownAt + ContractTimes.MAX_DISPLAY, true, false, pickCredential(type));
    }

    private void add(
        long shownAt,
        long hiddenAt,
        boolean neverHidden,
        boolean experiment,
        Credential credential) {
      displays.add(
          new Display(
              "d-" + stream.streamId() + "-" + (displays.size() + 1),
              credential,
              shownAt,
              hiddenAt,
              neverHidden,
              experiment,
              experiment ? "backdrop" : draws.pick(PLACEMENTS),
              draws.chance(0.4) ? draws.pick(Product.ALL).productId() : null));
    }
  }
}
