package io.trustlift.exposure;

import io.trustlift.model.DisplayEvent;
import io.trustlift.model.Parameters;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The interval {@code [shownAt, hiddenAt)} in which one {@code display_id} is on the screen of one
 * stream.
 *
 * @param experimentId empty where everyone sees the display
 * @param shownAt epoch milliseconds
 * @param hiddenAt epoch milliseconds; while the display is on, the latest instant at which it can
 *     end
 */
public record Display(
    String displayId,
    String streamId,
    String credentialId,
    String placement,
    String productId,
    String experimentId,
    String variant,
    long shownAt,
    long hiddenAt) {

  /** The display that begins with this show, on until it is hidden. */
  static Display shownBy(DisplayEvent show) {
    return new Display(
        show.displayId(),
        show.streamId(),
        show.credentialId(),
        show.placement(),
        show.productId(),
        show.experimentId(),
        show.variant(),
        show.eventTime(),
        show.eventTime() + Parameters.MAX_DISPLAY);
  }

  Display hiddenAt(long time) {
    return new Display(
        displayId,
        streamId,
        credentialId,
        placement,
        productId,
        experimentId,
        variant,
        shownAt,
        time);
  }

  boolean isOfExperiment() {
    return !experimentId.isEmpty();
  }

  public void write(DataOutput out) throws IOException {
    Codec.writeText(out, displayId);
    Codec.writeText(out, streamId);
    Codec.writeText(out, credentialId);
    Codec.writeText(out, placement);
    Codec.writeText(out, productId);
    Codec.writeText(out, experimentId);
    Codec.writeText(out, variant);
    out.writeLong(shownAt);
    out.writeLong(hiddenAt);
  }

  public static Display read(DataInput in) throws IOException {
    return new Display(
        Codec.readText(in),
        Codec.readText(in),
        Codec.readText(in),
        Codec.readText(in),
        Codec.readText(in),
        Codec.readText(in),
        Codec.readText(in),
        in.readLong(),
        in.readLong());
  }
}
