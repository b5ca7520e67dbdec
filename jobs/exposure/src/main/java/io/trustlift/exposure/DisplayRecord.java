package io.trustlift.exposure;

import static io.trustlift.model.Parameters.MINUTE;
import static io.trustlift.model.Parameters.VISIT_GAP;

import io.trustlift.model.row.DisplayRow;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * One row of {@code displays} as it comes together: the display, its validity, its end, the visits
 * it has reached.
 */
public final class DisplayRecord {

  /**
   * How long after a display's end visits can still report that they viewed it: they are worked off
   * up to {@code visit_gap} behind.
   */
  private static final long REACH_WINDOW = VISIT_GAP + MINUTE;

  /** Puts the rows of a display that has ended above all rows from before. */
  private static final long ENDED_VERSION = 1L << 32;

  private Display display;
  private String validity;
  private String endReason = "";
  private int visitsReached;
  private boolean rowIsDue;

  /** Takes the display as shown, with the credential's validity at that instant. */
  public void shown(Display shown, String validityWhenShown) {
    display = display == null ? shown : display;
    validity = validityWhenShown;
    rowIsDue = true;
  }

  /** Takes the display's end; it may come before the validity. */
  public void ended(Display ended, DisplayChange.Kind how) {
    display = ended;
    endReason = how == DisplayChange.Kind.HIDDEN ? "hide" : "max_display";
    rowIsDue = true;
  }

  /** Counts visits that have viewed the display. */
  public void reached(int visits) {
    visitsReached += visits;
    rowIsDue = true;
  }

  /** Whether there is something new to write: not before the validity is known. */
  public boolean rowIsDue() {
    return rowIsDue && validity != null;
  }

  /** The row as it stands, which counts as written from now on. */
  public DisplayRow row() {
    rowIsDue = false;
    return new DisplayRow(
        display.displayId(),
        display.streamId(),
        display.credentialId(),
        display.placement(),
        display.productId(),
        display.experimentId(),
        display.variant(),
        display.shownAt(),
        display.hiddenAt(),
        endReason,
        visitsReached,
        validity,
        (endReason.isEmpty() ? 0 : ENDED_VERSION) + visitsReached);
  }

  /** The watermark from which on nothing can change the row. */
  public long finalAt() {
    return display.hiddenAt() + REACH_WINDOW;
  }

  /** Whether more is known of the display than that it was viewed. */
  public boolean isKnown() {
    return display != null;
  }

  public void write(DataOutput out) throws IOException {
    out.writeBoolean(display != null);
    if (display != null) {
      display.write(out);
    }
    Codec.writeText(out, validity == null ? "" : validity);
    Codec.writeText(out, endReason);
    out.writeInt(visitsReached);
    out.writeBoolean(rowIsDue);
  }

  public static DisplayRecord read(DataInput in) throws IOException {
    DisplayRecord row = new DisplayRecord();
    row.display = in.readBoolean() ? Display.read(in) : null;
    String validity = Codec.readText(in);
    row.validity = validity.isEmpty() ? null : validity;
    row.endReason = Codec.readText(in);
    row.visitsReached = in.readInt();
    row.rowIsDue = in.readBoolean();
    return row;
  }
}
