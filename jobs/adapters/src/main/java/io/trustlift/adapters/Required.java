package io.trustlift.adapters;

/**
 * Asks for what the contract requires.
 *
 * @param event the foreign event's name
 */
record Required(String event) {

  /**
   * The value, which must not be empty.
   *
   * @param field of the contract
   * @param places where the value was looked for, in the foreign format's words
   */
  String field(String field, String value, String places) {
    if (value.isEmpty()) {
      throw UnmappedException.missing(event, field, places);
    }
    return value;
  }
}
