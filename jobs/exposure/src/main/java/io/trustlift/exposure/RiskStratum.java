package io.trustlift.exposure;

import io.trustlift.model.CodePoints;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/**
 * Viewers of one stream and market who were at risk of their first inquiry in the same five
 * minutes, with the same other credential types before them: those with the focus before them and
 * those without.
 *
 * @param focus the credential type that is asked about
 * @param block start of the five minutes, epoch milliseconds
 * @param others the other types, sorted
 * @param exposedMs viewer-time with the focus on screen or recent, above 0
 * @param unexposedMs viewer-time without, above 0
 * @param inquiries first inquiries, at least 1
 * @param exposedInquiries those of them with the focus on screen or recent
 */
public record RiskStratum(
    String focus,
    String market,
    long block,
    String streamId,
    List<String> others,
    long exposedMs,
    long unexposedMs,
    long inquiries,
    long exposedInquiries) {

  /** The order in which a monitor takes the strata of one focus and market. */
  public static final Comparator<RiskStratum> ORDER =
      Comparator.comparingLong(RiskStratum::block)
          .thenComparing(RiskStratum::streamId, CodePoints.ORDER)
          .thenComparing(stratum -> String.join("|", stratum.others()), CodePoints.ORDER);

  /** Share of the viewer-time that was exposed: of an inquiry's chance to be, all else equal. */
  double exposedShare() {
    return (double) exposedMs / (exposedMs + unexposedMs);
  }

  public void write(DataOutput out) throws IOException {
    Codec.writeText(out, focus);
    Codec.writeText(out, market);
    out.writeLong(block);
    Codec.writeText(out, streamId);
    Codec.writeList(out, others, Codec::writeText);
    out.writeLong(exposedMs);
    out.writeLong(unexposedMs);
    out.writeLong(inquiries);
    out.writeLong(exposedInquiries);
  }

  public static RiskStratum read(DataInput in) throws IOException {
    return new RiskStratum(
        Codec.readText(in),
        Codec.readText(in),
        in.readLong(),
        Codec.readText(in),
        Codec.readList(in, Codec::readText),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong());
  }
}
