package io.trustlift.model.row;

/**
 * A row of {@code experiment_assignments}: a viewer was put into an arm, whether or not the viewer
 * ever met the experiment. A viewer with rows of two variants has been in two arms.
 *
 * @param assignedAt the earliest such assignment so far, epoch milliseconds
 */
public record AssignmentRow(String experimentId, String viewerId, String variant, long assignedAt) {

  /** Greater for the earlier assignment. */
  public long version() {
    return Long.MAX_VALUE - assignedAt;
  }
}
