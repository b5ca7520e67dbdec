package io.trustlift.attribution.operator;

import io.trustlift.exposure.Codec;
import io.trustlift.exposure.RiskCell;
import io.trustlift.model.Parameters;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What viewer-time at risk and first inquiries are summed by. */
public record RiskKey(Room room, RiskCell cell) {

  /**
   * One stream and market in one block.
   *
   * @param block start of the five minutes, epoch milliseconds
   */
  public record Room(long block, String streamId, String market) {

    /**
     * The watermark from which on nothing that was in time can come any more: a visit's last piece
     * can come with an event up to visit_gap after the block; the minute more is room for holding
     * back.
     */
    public static long finalAt(long block) {
      return block + Parameters.BLOCK + Parameters.VISIT_GAP + Parameters.MINUTE + PartialSums.HOLD;
    }

    /**
     * Spelt out, since the key groups of a savepoint depend on it and a record's own is not
     * specified. It is the formula of {@link java.util.Objects#hash}, without its array.
     */
    @Override
    public int hashCode() {
      int hash = 1;
      hash = 31 * hash + Long.hashCode(block);
      hash = 31 * hash + streamId.hashCode();
      hash = 31 * hash + market.hashCode();
      return hash;
    }

    public void write(DataOutput out) throws IOException {
      out.writeLong(block);
      Codec.writeText(out, streamId);
      Codec.writeText(out, market);
    }

    public static Room read(DataInput in) throws IOException {
      return new Room(in.readLong(), Codec.readText(in), Codec.readText(in));
    }
  }

  public void write(DataOutput out) throws IOException {
    room.write(out);
    cell.write(out);
  }

  public static RiskKey read(DataInput in) throws IOException {
    return new RiskKey(Room.read(in), RiskCell.read(in));
  }
}
