package io.trustlift.attribution.operator;

import io.trustlift.attribution.format.Format;
import io.trustlift.exposure.Display;
import io.trustlift.exposure.DisplayChange;
import io.trustlift.exposure.DisplayLedger;
import io.trustlift.exposure.Timeline;
import io.trustlift.exposure.Timelines;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.OperatorStateBackend;

/** Broadcast state: the displays of all rooms, from which one goes when no replay can show it. */
final class RoomDisplays implements Timelines {

  /** The displays of each stream. */
  static final MapStateDescriptor<String, Timeline> TIMELINES =
      new MapStateDescriptor<>("timelines", Types.STRING, Format.TIMELINE.info());

  /**
   * Displays that may go once this side's watermark, which can be behind the other's, has come as
   * far.
   */
  static final MapStateDescriptor<DisplayKey, Display> RETIRED =
      new MapStateDescriptor<>("retired", Format.DISPLAY_KEY.info(), Format.DISPLAY.info());

  private final BroadcastState<String, Timeline> timelines;
  private final BroadcastState<DisplayKey, Display> retired;
  private final Timeline nothingShown = new Timeline();

  /** What the backend holds. */
  RoomDisplays(OperatorStateBackend backend) throws Exception {
    timelines = backend.getBroadcastState(TIMELINES);
    retired = backend.getBroadcastState(RETIRED);
  }

  /** Takes a step in a display's life. */
  void change(DisplayChange change, long watermark) throws Exception {
    if (change.kind() == DisplayChange.Kind.RETIRED) {
      retired.put(DisplayKey.of(change.display()), change.display());
    } else {
      apply(change);
    }
    removeRetired(watermark);
  }

  private void apply(DisplayChange change) throws Exception {
    String streamId = change.display().streamId();
    Timeline timeline = timelines.get(streamId);
    if (timeline == null) {
      timeline = new Timeline();
    }
    timeline.apply(change);
    if (timeline.isEmpty()) {
      timelines.remove(streamId);
    } else {
      timelines.put(streamId, timeline);
    }
  }

  private void removeRetired(long watermark) throws Exception {
    List<Display> gone = new ArrayList<>(0);
    for (Map.Entry<DisplayKey, Display> entry : retired.entries()) {
      if (DisplayLedger.isOutOfReach(entry.getValue(), watermark)) {
        gone.add(entry.getValue());
      }
    }
    for (Display display : gone) {
      retired.remove(DisplayKey.of(display));
      apply(new DisplayChange(DisplayChange.Kind.RETIRED, display));
    }
  }

  @Override
  public Timeline of(String streamId) {
    try {
      Timeline timeline = timelines.get(streamId);
      return timeline == null ? nothingShown : timeline;
    } catch (Exception e) {
      throw new IllegalStateException("Broadcast state cannot be read", e);
    }
  }
}
