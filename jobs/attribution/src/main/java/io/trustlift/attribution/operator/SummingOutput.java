package io.trustlift.attribution.operator;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.runtime.event.WatermarkEvent;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.LatencyMarker;
import org.apache.flink.streaming.runtime.streamrecord.RecordAttributes;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;

/**
 * An operator's output that adds up every {@link Sum}, to whichever output it goes, and passes on
 * everything else. To send a part through a chain only to add it up there would cost more than the
 * adding: each one is offered to all outputs of the operator.
 *
 * @param <K> what the main output is summed by
 */
final class SummingOutput<K> implements Output<StreamRecord<Sum<K>>> {

  private final Output<StreamRecord<Sum<K>>> output;
  private final SumTable<K> main;
  private final Map<String, SumTable<Object>> sides = new HashMap<>();
  private final Hold hold = new Hold();

  SummingOutput(Output<StreamRecord<Sum<K>>> output) {
    this.output = output;
    this.main = new SumTable<>(sum -> output.collect(new StreamRecord<>(sum)));
  }

  @Override
  public void collect(StreamRecord<Sum<K>> element) {
    main.add(element.getValue());
  }

  @Override
  @SuppressWarnings("unchecked") // to one tag go sums by one kind of key
  public <X> void collect(OutputTag<X> tag, StreamRecord<X> element) {
    if (element.getValue() instanceof Sum<?> part) {
      SumTable<Object> sums = sides.get(tag.getId());
      if (sums == null) {
        sums = new SumTable<>(sum -> output.collect(tag, new StreamRecord<>((X) sum)));
        sides.put(tag.getId(), sums);
      }
      sums.add((Sum<Object>) part);
    } else {
      output.collect(tag, element);
    }
  }

  @Override
  public void emitWatermark(Watermark mark) {
    if (hold.isOverAt(mark.getTimestamp())) {
      flush();
    }
    output.emitWatermark(mark);
  }

  /** Sends on all that is held back. */
  void flush() {
    main.flush();
    sides.values().forEach(SumTable::flush);
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
