package io.trustlift.exposure;

import io.trustlift.model.Event;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The entries about one thing, an experiment or a planned stream, each taken once. None is ever
 * late: which of them counts is asked of the table, and no row waits for it.
 */
public final class Entries {

  private final IdMemory ids;

  /** Something of which nothing has been heard. */
  public Entries() {
    this(new IdMemory());
  }

  private Entries(IdMemory ids) {
    this.ids = ids;
  }

  /** Takes an entry on arrival. */
  public Disposition accept(Event event) {
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

  public static Entries read(DataInput in) throws IOException {
    return new Entries(IdMemory.read(in));
  }
}
