package io.trustlift.model.row;

/**
 * A row of {@code replies}: a question and its earliest answer. The version is such that the
 * earlier answer replaces a later one.
 *
 * @param askedAt epoch milliseconds
 * @param repliedAt epoch milliseconds
 */
public record ReplyRow(
    String questionId, String streamId, String viewerId, long askedAt, long repliedAt) {

  /** Milliseconds from question to answer. */
  public long responseMs() {
    return repliedAt - askedAt;
  }

  /** Greater for the earlier answer. */
  public long version() {
    return Long.MAX_VALUE - repliedAt;
  }
}
