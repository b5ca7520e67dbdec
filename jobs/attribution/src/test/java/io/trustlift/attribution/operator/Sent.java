package io.trustlift.attribution.operator;

import io.trustlift.exposure.Samples;
import io.trustlift.model.Event;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Events as the join gets them. */
public final class Sent {

  private Sent() {}

  /** A packed event that has crossed the network. */
  public static PackedEvent packed(Event event) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    PackedEvent.of(Samples.received(event)).write(out);
    return PackedEvent.read(new DataInputDeserializer(out.getCopyOfBuffer()));
  }
}
