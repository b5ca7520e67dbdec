package io.trustlift.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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

  /** Later than any instant of a world. */
  static final long NEVER = Long.MAX_VALUE / 4;

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
    boolean arranged = config.practices().arranged();
    return new Planner(stream, catalogue, draws, arranged)
        .plan(day >= config.layout().experimentFromDay());
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

  /**
   * The displays to which one is exposed who is present since {@code from}.
   *
   * @param experimentFrom since when the experiment's displays are for this viewer; {@link #NEVER}
   *     for one who does not see them
   */
  List<Exposed> exposed(long time, long from, long experimentFrom) {
    List<Exposed> exposed = new ArrayList<>();
    for (Display display : displays) {
      long since = Math.max(display.shownAt(), display.experiment() ? experimentFrom : from);
      if (since <= time && time < display.hiddenAt()) {
        exposed.add(new Exposed(display, true));
      } else if (display.hiddenAt() <= time
          && time < display.hiddenAt() + ContractTimes.CARRY_OVER
          && display.hiddenAt() - since >= ContractTimes.MIN_VIEW) {
        exposed.add(new Exposed(display, false));
      }
    }
    return exposed;
  }

  /** What one has viewed who was present from one instant to another. */
  Set<Credential> viewed(long from, long to, long experimentFrom) {
    Set<Credential> viewed = new HashSet<>();
    for (Display display : displays) {
      long earliest = display.experiment() ? Math.max(from, experimentFrom) : from;
      long since = Math.max(display.shownAt(), earliest);
      if (Math.min(display.hiddenAt(), to) - since >= ContractTimes.MIN_VIEW) {
        viewed.add(display.credential());
      }
    }
    return viewed;
  }

  /** For how much of a stretch any of some displays is on screen, milliseconds. */
  static long onScreen(List<Display> displays, long from, long to) {
    long total = 0;
    long reached = from;
    for (Display display : displays) {
      long begin = Math.max(reached, display.shownAt());
      long end = Math.min(to, display.hiddenAt());
      total += Math.max(0, end - begin);
      reached = Math.max(reached, end);
    }
    return total;
  }

  private static final class Planner {
    private final StreamPlan stream;
    private final Catalogue catalogue;
    private final Draws draws;
    private final boolean arranged;
    private final List<Display> displays = new ArrayList<>();

    Planner(StreamPlan stream, Catalogue catalogue, Draws draws, boolean arranged) {
      this.stream = stream;
      this.catalogue = catalogue;
      this.draws = draws;
      this.arranged = arranged;
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
        if (arranged) {
          arrangePhase(begin, begin + show, type, phase);
        } else {
          fillPhase(begin, begin + show, type);
        }
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
     * One credential at one placement all along, again and again; half of the authority phases end
     * with two more beside it. Placements, reviews and tours take turns from stream to stream, in
     * rounds of different lengths, so that none is rare by chance or always in the same company.
     */
    private void arrangePhase(long begin, long end, CredentialType type, int phase) {
      boolean first = displays.isEmpty() && type == CredentialType.AUTHORITY;
      Credential picked = catalogue.pickArranged(type, stream.index() + phase, draws);
      Credential credential = first ? exceptionOr(picked) : picked;
      int turn = stream.index() + 2 * phase + type.index();
      String placement = PLACEMENTS.get(turn % PLACEMENTS.size());
      long shownAt = begin;
      while (end - shownAt >= 10 * ContractTimes.SECOND) {
        long drawn = draws.integer(30, 120) * ContractTimes.SECOND + draws.integer(0, 999);
        long duration = Math.min(drawn, end - shownAt);
        show(shownAt, shownAt + duration, credential, placement);
        shownAt += duration + draws.integer(0, 2_000);
      }
      long half = begin + (end - begin) / 2;
      if (type == CredentialType.AUTHORITY
          && end - half >= 10_000
          && (stream.index() + phase) % 2 == 0) {
        catalogue.ofType(type).stream()
            .filter(other -> !other.equals(credential))
            .skip(draws.integer(0, 10))
            .limit(2)
            .forEach(other -> show(half, end, other, placement));
      }
    }

    /**
     * The first streams begin with an authority credential that is not valid, each with another.
     */
    private Credential exceptionOr(Credential drawn) {
      List<Credential> invalid = catalogue.notToBeShown();
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
      add(
          shownAt,
          hiddenAt,
          neverHidden,
          experiment,
          credential,
          experiment ? "backdrop" : draws.pick(PLACEMENTS));
    }

    private void show(long shownAt, long hiddenAt, Credential credential, String placement) {
      add(shownAt, hiddenAt, false, false, credential, placement);
    }

    private void add(
        long shownAt,
        long hiddenAt,
        boolean neverHidden,
        boolean experiment,
        Credential credential,
        String placement) {
      displays.add(
          new Display(
              "d-" + stream.streamId() + "-" + (displays.size() + 1),
              credential,
              shownAt,
              hiddenAt,
              neverHidden,
              experiment,
              placement,
              draws.chance(0.4) ? draws.pick(Product.ALL).productId() : null));
    }
  }
}
