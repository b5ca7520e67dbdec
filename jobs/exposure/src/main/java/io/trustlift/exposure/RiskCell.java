package io.trustlift.exposure;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * What viewers at risk of their first inquiry had before them, and whether it is their viewer-time
 * or their inquiries that are summed.
 *
 * @param exposed sorted ids of the credentials on screen or recent
 * @param underExperiment those of them that a display of an experiment put there
 */
public record RiskCell(List<String> exposed, List<String> underExperiment, boolean inquiry) {

  public void write(DataOutput out) throws IOException {
    Codec.writeList(out, exposed, Codec::writeText);
    Codec.writeList(out, underExperiment, Codec::writeText);
    out.writeBoolean(inquiry);
  }

  public static RiskCell read(DataInput in) throws IOException {
    return new RiskCell(
        Codec.readList(in, Codec::readText), Codec.readList(in, Codec::readText), in.readBoolean());
  }
}
