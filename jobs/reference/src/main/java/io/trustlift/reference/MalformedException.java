package io.trustlift.reference;

/** The record is no JSON object that can be read: reason {@code malformed}. */
final class MalformedException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedException(String message) {
    super(message);
  }
}
