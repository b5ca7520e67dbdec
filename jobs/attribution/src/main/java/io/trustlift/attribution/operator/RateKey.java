package io.trustlift.attribution.operator;

import io.trustlift.exposure.Codec;
import io.trustlift.exposure.RiskStratum;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Objects;

/** What rates are monitored by: a credential type in a market. */
public record RateKey(String focus, String market) {

  public static RateKey of(RiskStratum stratum) {
    return new RateKey(stratum.focus(), stratum.market());
  }

  /**
   * Spelt out, since the key groups of a savepoint depend on it and a record's own is not
   * specified.
   */
  @Override
  public int hashCode() {
    return Objects.hash(focus, market);
  }

  public void write(DataOutput out) throws IOException {
    Codec.writeText(out, focus);
    Codec.writeText(out, market);
  }

  public static RateKey read(DataInput in) throws IOException {
    return new RateKey(Codec.readText(in), Codec.readText(in));
  }
}
