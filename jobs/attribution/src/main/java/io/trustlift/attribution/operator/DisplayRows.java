package io.trustlift.attribution.operator;

import io.trustlift.attribution.format.Format;
import io.trustlift.exposure.DisplayRecord;
import io.trustlift.model.row.DisplayRow;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Puts each display's row together. State: a {@link DisplayRecord} for each display, cleared when
 * its row is final.
 */
public final class DisplayRows extends KeyedProcessFunction<DisplayKey, DisplayFact, DisplayRow> {

  private static final long serialVersionUID = 1L;

  private transient ValueState<DisplayRecord> state;

  @Override
  public void open(OpenContext context) {
    state =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("display-record", Format.DISPLAY_RECORD.info()));
  }

  @Override
  public void processElement(DisplayFact fact, Context ctx, Collector<DisplayRow> out)
      throws Exception {
    DisplayRecord display = state.value();
    if (display == null) {
      display = new DisplayRecord();
    }
    if (fact instanceof DisplayFact.Judged judged) {
      display.shown(judged.display(), judged.validity());
    } else if (fact instanceof DisplayFact.Ended ended) {
      display.ended(ended.change().display(), ended.change().kind());
    } else if (fact instanceof DisplayFact.Reached reached) {
      display.reached(reached.visits());
    }
    if (display.rowIsDue()) {
      out.collect(display.row());
    }
    if (display.isKnown()) {
      ctx.timerService().registerEventTimeTimer(display.finalAt());
    }
    state.update(display);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext ctx, Collector<DisplayRow> out)
      throws Exception {
    DisplayRecord display = state.value();
    // While the display is on, its end is the latest possible: an earlier one asks for a timer of
    // its own.
    if (display != null && display.isKnown() && display.finalAt() <= timestamp) {
      state.clear();
    }
  }
}
