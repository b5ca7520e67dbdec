package io.trustlift.attribution.operator;

import io.trustlift.exposure.Codec;
import io.trustlift.model.ErasureEvent;
import io.trustlift.model.Received;
import io.trustlift.model.ViewerHash;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * That a viewer was erased, without the viewer's id.
 *
 * @param viewerHash see {@link ViewerHash}
 * @param erasedAt events of the viewer up to it count for nothing, epoch milliseconds
 */
public record Erased(String viewerHash, long erasedAt) {

  /** Of an erasure's event. */
  public static Erased of(Received received) {
    ErasureEvent event = (ErasureEvent) received.event();
    return new Erased(ViewerHash.of(event.viewerId()), event.eventTime());
  }

  public void write(DataOutput out) throws IOException {
    Codec.writeText(out, viewerHash);
    out.writeLong(erasedAt);
  }

  public static Erased read(DataInput in) throws IOException {
    return new Erased(Codec.readText(in), in.readLong());
  }
}
