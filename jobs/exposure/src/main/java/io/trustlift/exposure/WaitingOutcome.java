package io.trustlift.exposure;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * An inquiry or order in a replay: what its viewer had on screen is known only with the visit's
 * next event, which tells whether the recording was playing.
 *
 * @param id the question's event id or the order's id
 * @param at when it occurred, epoch milliseconds
 * @param topic what the question is about; empty for an order
 * @param language of who asked; empty for an order
 */
record WaitingOutcome(boolean inquiry, String id, long at, String topic, String language) {

  void write(DataOutput out) throws IOException {
    out.writeBoolean(inquiry);
    Codec.writeText(out, id);
    out.writeLong(at);
    Codec.writeText(out, topic);
    Codec.writeText(out, language);
  }

  static WaitingOutcome read(DataInput in) throws IOException {
    return new WaitingOutcome(
        in.readBoolean(),
        Codec.readText(in),
        in.readLong(),
        Codec.readText(in),
        Codec.readText(in));
  }
}
