package io.trustlift.reference;

/**
 * A required field is missing, or a listed field is not as it has to be: reason {@code invalid}.
 */
final class InvalidException extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidException(String field, String message) {
    super(field + " " + message);
  }
}
