package io.trustlift.attribution.operator;

import io.trustlift.exposure.Codec;
import io.trustlift.exposure.Display;
import io.trustlift.model.DisplayEvent;
import io.trustlift.model.Received;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Objects;

/** What tells displays apart. */
public record DisplayKey(String streamId, String displayId) {

  public static DisplayKey of(Received received) {
    DisplayEvent event = (DisplayEvent) received.event();
    return new DisplayKey(event.streamId(), event.displayId());
  }

  public static DisplayKey of(Display display) {
    return new DisplayKey(display.streamId(), display.displayId());
  }

  /**
   * Spelt out, since the key groups of a savepoint depend on it and a record's own is not
   * specified.
   */
  @Override
  public int hashCode() {
    return Objects.hash(streamId, displayId);
  }

  public void write(DataOutput out) throws IOException {
    Codec.writeText(out, streamId);
    Codec.writeText(out, displayId);
  }

  public static DisplayKey read(DataInput in) throws IOException {
    return new DisplayKey(Codec.readText(in), Codec.readText(in));
  }
}
