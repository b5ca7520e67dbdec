package io.trustlift.adapters;

import com.fasterxml.jackson.databind.JsonNode;

/** One foreign format. */
interface Mapper {

  /**
   * The contract record of a foreign one.
   *
   * @param foreign a JSON object
   * @param bytes the same as it was sent, for an id where the format has none
   * @throws UnmappedException when it has none
   */
  ContractRecord map(JsonNode foreign, byte[] bytes);
}
