package io.trustlift.attribution.operator;

import io.trustlift.exposure.Quality;
import io.trustlift.exposure.RiskCell;
import io.trustlift.model.Mode;
import io.trustlift.model.Received;
import io.trustlift.model.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * What the join adds up before it leaves the task: viewer-time, quality, viewer-time at risk,
 * views, counts of records. There are several parts to each event, and they go straight to where
 * they are added up: on the way through the operator's outputs each would cost more than the
 * adding. Viewer-time and quality of one minute and market of a stream are looked up once.
 */
final class JoinSums {

  private static final int MAX_MINUTES = 5_000;
  private static final Quality[] MEASURES = Quality.values();

  /** A minute of one stream, for the viewers of one market and mode. */
  private record Place(long minute, String streamId, Mode mode, String market) {

    boolean is(long otherMinute, String otherStream, Mode otherMode, String otherMarket) {
      return minute == otherMinute
          && mode == otherMode
          && streamId.equals(otherStream)
          && market.equals(otherMarket);
    }
  }

  private record Screen(List<String> onScreen, List<String> recent) {}

  /** The sums of a place. */
  private static final class Minute {
    final Map<Screen, long[]> viewerTime = new HashMap<>(4);

    // Where the last viewer-time went: viewers of a room have the same lists.
    private Screen lastScreen = new Screen(List.of(), List.of());
    private long[] lastTime = new long[1];

    final long[] quality = new long[MEASURES.length];

    /** A bit for each measure that was told: a latency of nothing is told as well. */
    int told;

    void add(List<String> onScreen, List<String> recent, long milliseconds) {
      boolean same = lastScreen.onScreen == onScreen && lastScreen.recent == recent;
      if (!same || viewerTime.isEmpty()) {
        lastScreen = new Screen(onScreen, recent);
        lastTime = viewerTime.computeIfAbsent(lastScreen, screen -> new long[1]);
      }
      lastTime[0] += milliseconds;
    }
  }

  private final Output<StreamRecord<Sum<ExposureKey>>> output;
  private final Map<Place, Minute> minutes = new HashMap<>();
  private final RiskSums atRisk;
  private final SumTable<DisplayKey> reach;
  private final SumTable<CountKey> counts;

  // Where the last part went: the next one is mostly of the same visit.
  private Place lastPlace = new Place(0, "", Mode.LIVE, "");
  private Minute lastMinute = new Minute();

  // Records that were used, of which several in a row have the same topic and minute.
  private Topic usedTopic;
  private long usedMinute;
  private long used;

  /** Sums that go to this output and those at its side. */
  JoinSums(Output<StreamRecord<Sum<ExposureKey>>> output) {
    this.output = output;
    this.atRisk = new RiskSums(sum -> send(Outputs.AT_RISK, sum));
    this.reach = new SumTable<>(sum -> send(Outputs.REACH, sum));
    this.counts = new SumTable<>(sum -> send(Outputs.COUNTS, sum));
  }

  void exposure(
      long minute,
      String streamId,
      Mode mode,
      String market,
      List<String> onScreen,
      List<String> recent,
      long milliseconds) {
    at(minute, streamId, mode, market).add(onScreen, recent, milliseconds);
  }

  void quality(
      long minute, String streamId, Mode mode, String market, Quality measure, long amount) {
    Minute sums = at(minute, streamId, mode, market);
    sums.quality[measure.ordinal()] += amount;
    sums.told |= 1 << measure.ordinal();
  }

  void atRisk(String streamId, String market, long block, RiskCell cell, long amount) {
    atRisk.add(block, streamId, market, cell, amount);
  }

  void reached(String streamId, String displayId) {
    reach.add(new Sum<>(new DisplayKey(streamId, displayId), 1));
  }

  void used(Received event) {
    long minute = CountKey.minuteOf(event.recordTime());
    if (minute != usedMinute || event.topic() != usedTopic) {
      countUsed();
      usedMinute = minute;
      usedTopic = event.topic();
    }
    used++;
  }

  private void countUsed() {
    if (used > 0) {
      counts.add(CountKey.used(usedTopic, usedMinute, used));
      used = 0;
    }
  }

  void count(Sum<CountKey> count) {
    counts.add(count);
  }

  private Minute at(long minute, String streamId, Mode mode, String market) {
    if (!lastPlace.is(minute, streamId, mode, market) || minutes.isEmpty()) {
      if (minutes.size() >= MAX_MINUTES) {
        flushMinutes();
      }
      lastPlace = new Place(minute, streamId, mode, market);
      lastMinute = minutes.computeIfAbsent(lastPlace, place -> new Minute());
    }
    return lastMinute;
  }

  /** Sends everything on. */
  void flush() {
    flushMinutes();
    countUsed();
    atRisk.flush();
    reach.flush();
    counts.flush();
  }

  private void flushMinutes() {
    minutes.forEach(this::send);
    minutes.clear();
  }

  private void send(Place place, Minute sums) {
    String mode = place.mode.text();
    sums.viewerTime.forEach(
        (screen, milliseconds) ->
            output.collect(
                new StreamRecord<>(
                    new Sum<>(
                        new ExposureKey(
                            place.minute,
                            place.streamId,
                            mode,
                            place.market,
                            screen.onScreen,
                            screen.recent),
                        milliseconds[0]))));
    for (Quality measure : MEASURES) {
      if ((sums.told & 1 << measure.ordinal()) != 0) {
        QualityKey key =
            new QualityKey(place.minute, place.streamId, mode, place.market, measure.text());
        send(Outputs.QUALITY, new Sum<>(key, sums.quality[measure.ordinal()]));
      }
    }
  }

  private <T> void send(OutputTag<T> tag, T value) {
    output.collect(tag, new StreamRecord<>(value));
  }
}
