package io.trustlift.attribution.operator;

import org.apache.flink.runtime.event.WatermarkEvent;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.LatencyMarker;
import org.apache.flink.streaming.runtime.streamrecord.RecordAttributes;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;

/**
 * An operator's output that has what the operator holds back sent ahead of a watermark, as {@link
 * Hold} says, and passes on everything else. Only here is a watermark met after the timers that it
 * fires and before it goes on.
 *
 * @param <R> the main output
 */
final class HoldingOutput<R> implements Output<StreamRecord<R>> {

  private final Output<StreamRecord<R>> output;
  private final Runnable flush;
  private final Hold hold = new Hold();

  HoldingOutput(Output<StreamRecord<R>> output, Runnable flush) {
    this.output = output;
    this.flush = flush;
  }

  @Override
  public void emitWatermark(Watermark mark) {
    if (hold.isOverAt(mark.getTimestamp())) {
      flush.run();
    }
    output.emitWatermark(mark);
  }

  @Override
  public void collect(StreamRecord<R> element) {
    output.collect(element);
  }

  @Override
  public <X> void collect(OutputTag<X> tag, StreamRecord<X> element) {
    output.collect(tag, element);
  }

  @Override
  public void emitWatermarkStatus(WatermarkStatus status) {
    output.emitWatermarkStatus(status);
  }

  @Override
  public void emitLatencyMarker(LatencyMarker marker) {
    output.emitLatencyMarker(marker);
  }

  @Override
  public void emitRecordAttributes(RecordAttributes attributes) {
    output.emitRecordAttributes(attributes);
  }

  @Override
  public void emitWatermark(WatermarkEvent event) {
    output.emitWatermark(event);
  }

  @Override
  public void close() {
    output.close();
  }
}
