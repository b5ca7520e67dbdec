package io.trustlift.local.redrive;

/**
 * The value that a dead letter is to be sent in again with.
 *
 * @param line where it stands in a file, from 1; 0 for a dead letter that goes as it is
 * @param value the record's value, which may be the dead letter's own
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes only travel
public record Repair(int line, Position position, byte[] value) {

  /** A dead letter as it is. */
  static Repair none(DeadLetter letter) {
    return new Repair(0, letter.position(), letter.payload());
  }
}
