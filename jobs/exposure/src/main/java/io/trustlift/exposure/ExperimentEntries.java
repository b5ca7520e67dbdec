package io.trustlift.exposure;

import io.trustlift.model.ExperimentEvent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The entries of one experiment, each taken once. None is ever late: which of them counts is asked
 * of the table, and no row waits for it.
 */
public final class ExperimentEntries {

  private final IdMemory ids;

  /** An experiment of which nothing has been heard. */
  public ExperimentEntries() {
    this(new IdMemory());
  }

  private ExperimentEntries(IdMemory ids) {
    this.ids = ids;
  }

  /** Takes an entry on arrival. */
  public Disposition accept(ExperimentEvent event) {
    return ids.add(event) ? Disposition.USED : Disposition.DUPLICATE;
  }

  /** Forgets the ids that the watermark has left behind. */
  public void advance(long watermark) {
    ids.forget(watermark);
  }

  /** The watermark at which {@link #advance} has something to do, or {@link Long#MAX_VALUE}. */
  public long nextWake() {
    return ids.nextWake();
  }

  /** Whether nothing is left to remember. */
  public boolean isEmpty() {
    return ids.isEmpty();
  }

  public void write(DataOutput out) throws IOException {
    ids.write(out);
  }

  public static ExperimentEntries read(DataInput in) throws IOException {
    return new ExperimentEntries(IdMemory.read(in));
  }
}
