package io.trustlift.adapters;

import io.trustlift.model.Topic;

/** What a foreign record says in the words of the contract. */
public sealed interface Translation {

  /**
   * A record of the contract, still to be validated as any other.
   *
   * @param topic whose record it is, which need not be the topic that the foreign one stood in
   * @param json UTF-8
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared: the bytes only travel
  record Mapped(Topic topic, byte[] json) implements Translation {}

  /**
   * Nothing of the contract.
   *
   * @param detail the foreign event and what of it is not mapped, in words
   */
  record Unmapped(String detail) implements Translation {}
}
