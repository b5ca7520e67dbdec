package io.trustlift.report.look;

/** A request that cannot be answered, with the status of HTTP and a sentence for the person. */
final class LookException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;

  private LookException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** The request says something that is not understood. */
  static LookException badRequest(String message) {
    return new LookException(400, message);
  }

  /** What is asked about is not there. */
  static LookException notFound(String message) {
    return new LookException(404, message);
  }

  int status() {
    return status;
  }
}
