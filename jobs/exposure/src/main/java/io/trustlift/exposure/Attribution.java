package io.trustlift.exposure;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The visit that an order belongs to, and what its viewer had met by then.
 *
 * @param kind {@code in_visit}, {@code post_visit} or {@code none}
 * @param streamId the visit's, or the order's own where there is no visit
 * @param mode {@code live} or {@code replay}; empty where there is no visit
 */
record Attribution(String kind, String streamId, String visitId, String mode, OutcomeSets sets) {

  static final String IN_VISIT = "in_visit";
  static final String POST_VISIT = "post_visit";
  static final String NO_VISIT = "none";

  static Attribution none(String ownStreamId) {
    return new Attribution(NO_VISIT, ownStreamId, "", "", OutcomeSets.NONE);
  }

  void write(DataOutput out) throws IOException {
    Codec.writeText(out, kind);
    Codec.writeText(out, streamId);
    Codec.writeText(out, visitId);
    Codec.writeText(out, mode);
    sets.write(out);
  }

  static Attribution read(DataInput in) throws IOException {
    return new Attribution(
        Codec.readText(in),
        Codec.readText(in),
        Codec.readText(in),
        Codec.readText(in),
        OutcomeSets.read(in));
  }
}
