package io.trustlift.model.json;

import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.core.util.RecyclerPool;

/**
 * The buffers of a JSON factory that one thread uses: they are at hand, where Jackson's own pools
 * look them up by thread or guard them against other threads, for each record.
 */
final class OwnBuffers implements RecyclerPool<BufferRecycler> {

  private static final long serialVersionUID = 1L;

  private transient BufferRecycler free;

  @Override
  public BufferRecycler acquirePooled() {
    BufferRecycler buffers = free == null ? new BufferRecycler() : free;
    free = null;
    return buffers;
  }

  @Override
  public void releasePooled(BufferRecycler buffers) {
    free = buffers;
  }
}
