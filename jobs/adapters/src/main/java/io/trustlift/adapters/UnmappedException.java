package io.trustlift.adapters;

/** A foreign record that the contract has no place for; the message says why. */
final class UnmappedException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int LONGEST_NAME = 60;

  private UnmappedException(String message) {
    // Nobody looks at where it was thrown, and a topic may hold many.
    super(message, null, false, false);
  }

  /** An event that has no counterpart. */
  static UnmappedException event(String name) {
    return new UnmappedException("event «" + shown(name) + "» is not mapped");
  }

  /** A record that is no event of the format at all, or not one to be counted. */
  static UnmappedException because(String reason) {
    return new UnmappedException(reason);
  }

  /**
   * An event that lacks what the contract asks.
   *
   * @param field of the contract
   * @param places where it was looked for
   */
  static UnmappedException missing(String name, String field, String places) {
    return new UnmappedException(
        "event «" + shown(name) + "» has no " + field + " (looked for in " + places + ")");
  }

  /** A name is free text: what might be an id in it is not repeated. */
  private static String shown(String name) {
    String letters = name.replaceAll("[^A-Za-z_ ]", "?");
    return letters.length() <= LONGEST_NAME ? letters : letters.substring(0, LONGEST_NAME);
  }
}
