package io.trustlift.attribution;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Keeps what is written to it, at least once, as the job's sinks write. */
final class CollectedSink<T> implements Sink<T> {

  private static final long serialVersionUID = 1L;

  /** By sink: a sink is copied to where it runs, the cluster is in this JVM. */
  private static final Map<String, Queue<Object>> WRITTEN = new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();

  CollectedSink() {
    WRITTEN.put(id, new ConcurrentLinkedQueue<>());
  }

  /** Takes what was written so far out of the sink. */
  @SuppressWarnings("unchecked") // only this sink writes there
  List<T> take() {
    return (List<T>) List.copyOf(WRITTEN.remove(id));
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    Queue<Object> written = WRITTEN.get(id);
    return new SinkWriter<>() {
      @Override
      public void write(T row, Context rowContext) {
        written.add(row);
      }

      @Override
      public void flush(boolean endOfInput) {}

      @Override
      public void close() {}
    };
  }
}
