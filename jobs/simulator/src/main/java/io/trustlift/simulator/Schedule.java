package io.trustlift.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The plan of streams: one series for each home market, published two days before the world begins,
 * at the same time of its days. Hosts begin up to five minutes late as a rule, and half an hour
 * late now and then; some streams are in no plan, one is called off, and one is planned that nobody
 * holds.
 */
final class Schedule {

  private static final long LATE = 30 * ContractTimes.MINUTE;
  private static final long PUBLISHED = 2 * ContractTimes.DAY;
  private static final double LATE_SHARE = 0.15;
  private static final double UNPLANNED_SHARE = 0.05;

  /** What a seller meant to do. */
  private record Plan(String streamId, String series, long start, boolean cancelled) {}

  private final List<Plan> plans = new ArrayList<>();
  private final Truth.ScheduleTruth truth;

  private Schedule(SimulationConfig config, List<StreamPlan> streams) {
    int onTime = 0;
    List<String> late = new ArrayList<>();
    int unplanned = 0;
    for (StreamPlan stream : streams) {
      Draws draws = Draws.of(config.seed(), Draws.Purpose.SCHEDULE, stream.index());
      double fate = draws.between(0, 1);
      if (stream.index() > 0 && fate < UNPLANNED_SHARE) {
        unplanned++;
        continue;
      }
      boolean isLate = stream.index() > 0 && fate > 1 - LATE_SHARE;
      // Streams begin up to five minutes after their slot.
      long planned = StreamPlan.slot(config, stream.index()) - (isLate ? LATE : 0);
      plans.add(new Plan(stream.streamId(), series(stream.home()), planned, false));
      if (isLate) {
        late.add(stream.streamId());
      } else {
        onTime++;
      }
    }
    StreamPlan first = streams.get(0);
    String tag = config.tag();
    long later = first.start() + 3 * ContractTimes.HOUR;
    plans.add(new Plan("called-off-" + tag, series(first.home()), later, true));
    plans.add(new Plan("not-held-" + tag, series(first.home()), later, false));
    int due = onTime + late.size() + 1;
    truth =
        new Truth.ScheduleTruth(
            due, onTime, late.size(), 1, 1, unplanned, (double) onTime / due, List.copyOf(late));
  }

  static Schedule of(SimulationConfig config, List<StreamPlan> streams) {
    return new Schedule(config, streams);
  }

  private static String series(MarketProfile home) {
    return "Live for " + home.code();
  }

  Truth.ScheduleTruth truth() {
    return truth;
  }

  /** Announces all plans, and calls off what does not take place. */
  void publish(Stage stage, SimulationConfig config) {
    long time = config.start().toEpochMilli() - PUBLISHED;
    for (Plan plan : plans) {
      send(stage, plan, "planned", time);
      if (plan.cancelled()) {
        send(stage, plan, "cancelled", time + ContractTimes.DAY);
      }
    }
  }

  private static void send(Stage stage, Plan plan, String status, long time) {
    byte[] line =
        stage
            .line()
            .start(String.format(Locale.ROOT, "plan-%s-%s", plan.streamId(), status), time)
            .text("stream_id", plan.streamId())
            .time("planned_start", plan.start())
            .text("series", plan.series())
            .text("status", status)
            .end();
    stage.log(Topic.SCHEDULE).accept(line, time);
  }
}
