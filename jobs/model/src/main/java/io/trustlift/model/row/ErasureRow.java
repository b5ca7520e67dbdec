package io.trustlift.model.row;

/**
 * A row of {@code erasures}: a viewer of whom nothing is held any more.
 *
 * @param viewerHash see {@link io.trustlift.model.ViewerHash}
 * @param erasedAt events up to it are dropped, epoch milliseconds
 * @param stateClearedAt wall clock after the job's state was cleared, epoch milliseconds
 */
public record ErasureRow(String viewerHash, long erasedAt, long stateClearedAt) {}
