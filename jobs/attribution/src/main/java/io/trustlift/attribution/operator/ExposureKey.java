package io.trustlift.attribution.operator;

import io.trustlift.exposure.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** What viewer-time is summed by: the key of {@code exposure_time}. */
public record ExposureKey(
    long minute,
    String streamId,
    String mode,
    String market,
    List<String> onScreen,
    List<String> recent) {

  /**
   * Spelt out, since the key groups of a savepoint depend on it and a record's own is not
   * specified. It is the formula of {@link java.util.Objects#hash}, without its array.
   */
  @Override
  public int hashCode() {
    int hash = 1;
    hash = 31 * hash + Long.hashCode(minute);
    hash = 31 * hash + streamId.hashCode();
    hash = 31 * hash + mode.hashCode();
    hash = 31 * hash + market.hashCode();
    hash = 31 * hash + onScreen.hashCode();
    hash = 31 * hash + recent.hashCode();
    return hash;
  }

  public void write(DataOutput out) throws IOException {
    out.writeLong(minute);
    Codec.writeText(out, streamId);
    Codec.writeText(out, mode);
    Codec.writeText(out, market);
    Codec.writeList(out, onScreen, Codec::writeText);
    Codec.writeList(out, recent, Codec::writeText);
  }

  public static ExposureKey read(DataInput in) throws IOException {
    return new ExposureKey(
        in.readLong(),
        Codec.readText(in),
        Codec.readText(in),
        Codec.readText(in),
        Codec.readList(in, Codec::readText),
        Codec.readList(in, Codec::readText));
  }
}
