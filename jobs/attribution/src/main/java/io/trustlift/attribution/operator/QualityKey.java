package io.trustlift.attribution.operator;

import io.trustlift.exposure.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What stalls and latency are summed by: the key of {@code quality_minutes}.
 *
 * @param minute epoch milliseconds
 * @param measure the name of a {@link io.trustlift.exposure.Quality}
 */
public record QualityKey(long minute, String streamId, String mode, String market, String measure) {

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
    hash = 31 * hash + measure.hashCode();
    return hash;
  }

  public void write(DataOutput out) throws IOException {
    out.writeLong(minute);
    Codec.writeText(out, streamId);
    Codec.writeText(out, mode);
    Codec.writeText(out, market);
    Codec.writeText(out, measure);
  }

  public static QualityKey read(DataInput in) throws IOException {
    return new QualityKey(
        in.readLong(),
        Codec.readText(in),
        Codec.readText(in),
        Codec.readText(in),
        Codec.readText(in));
  }
}
