package io.trustlift.exposure;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A settled step in a display's life: the watermark has passed it, so nothing can still come before
 * it.
 */
public record DisplayChange(Kind kind, Display display) {

  /** The steps, in the order in which they come. */
  public enum Kind {
    SHOWN,
    /** By a {@code hide} event. */
    HIDDEN,
    /** By having been on for {@code max_display}. */
    RAN_OUT,
    /** No replay can show it any more. */
    RETIRED
  }

  private static final Kind[] KINDS = Kind.values();

  public void write(DataOutput out) throws IOException {
    out.writeByte(kind.ordinal());
    display.write(out);
  }

  public static DisplayChange read(DataInput in) throws IOException {
    return new DisplayChange(KINDS[in.readByte()], Display.read(in));
  }
}
