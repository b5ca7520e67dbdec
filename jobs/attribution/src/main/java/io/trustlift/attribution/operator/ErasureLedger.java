package io.trustlift.attribution.operator;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The erasures that are known when the job starts; those that come later are broadcast. Both are
 * hashes, no ids.
 */
public final class ErasureLedger implements Serializable {

  private static final long serialVersionUID = 1L;

  /** No erasure is known. */
  public static final ErasureLedger EMPTY = new ErasureLedger(Map.of(), false);

  /**
   * Broadcast: when each viewer was erased, by hash. Never cleared: topics can be replayed for
   * ever.
   */
  public static final MapStateDescriptor<String, Long> STATE =
      new MapStateDescriptor<>("erased", Types.STRING, Types.LONG);

  static final long NEVER = Long.MIN_VALUE;

  private final HashMap<String, Long> erasedAt;
  private final boolean complete;

  private ErasureLedger(Map<String, Long> erasedAt, boolean complete) {
    this.erasedAt = new HashMap<>(erasedAt);
    this.complete = complete;
  }

  /**
   * For a job that may go on from a checkpoint, whose state may hold viewers that were erased
   * since.
   *
   * @param erasedAt epoch milliseconds, by {@link io.trustlift.model.ViewerHash}
   */
  public static ErasureLedger of(Map<String, Long> erasedAt) {
    return new ErasureLedger(erasedAt, false);
  }

  /**
   * For a job that starts without state and is told of no erasure that does not stand here: nothing
   * of these viewers up to their erasure ever gets into its state, so that there is nothing to
   * clear.
   */
  public static ErasureLedger complete(Map<String, Long> erasedAt) {
    return new ErasureLedger(erasedAt, true);
  }

  boolean isComplete() {
    return complete;
  }

  boolean isEmpty() {
    return erasedAt.isEmpty();
  }

  /** When that viewer was erased, as far as was known at the start; {@link #NEVER} otherwise. */
  long atStart(String viewerHash) {
    return erasedAt.getOrDefault(viewerHash, NEVER);
  }

  /** When that viewer was erased, as far as is known; {@link #NEVER} otherwise. */
  long at(String viewerHash, ReadOnlyBroadcastState<String, Long> later) throws Exception {
    Long broadcast = later.get(viewerHash);
    return Math.max(atStart(viewerHash), broadcast == null ? NEVER : broadcast);
  }

  /** Whether anybody was erased: without, nobody need be hashed. */
  boolean isAnyone(ReadOnlyBroadcastState<String, Long> later) throws Exception {
    return !isEmpty() || later.immutableEntries().iterator().hasNext();
  }
}
