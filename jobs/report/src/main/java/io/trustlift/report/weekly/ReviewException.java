package io.trustlift.report.weekly;

/** There is nothing to review. The message is one sentence for a person, with the way out. */
public final class ReviewException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ReviewException(String message) {
    super(message);
  }
}
