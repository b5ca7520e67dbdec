package io.trustlift.adapters;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trustlift.model.Topic;
import java.nio.charset.StandardCharsets;

/** A record of the contract that is being filled in. */
final class ContractRecord {

  private final Topic topic;
  private final ObjectNode fields = JsonNodeFactory.instance.objectNode();

  private ContractRecord(Topic topic) {
    this.topic = topic;
  }

  static ContractRecord viewerEvent(String type) {
    return new ContractRecord(Topic.VIEWER_EVENTS).text("event_type", type);
  }

  static ContractRecord order(OrderStatus status) {
    return new ContractRecord(Topic.ORDERS).text("status", status.text());
  }

  Topic topic() {
    return topic;
  }

  boolean isOrder() {
    return topic == Topic.ORDERS;
  }

  /** A field as text; one that is empty is left out. */
  ContractRecord text(String field, String value) {
    if (!value.isEmpty()) {
      fields.put(field, value);
    }
    return this;
  }

  ContractRecord millis(String field, long value) {
    fields.put(field, value);
    return this;
  }

  /** A whole number that is sent as a number or as text; text that is none stays, to be refused. */
  ContractRecord integer(String field, String value) {
    if (value.matches("\\d{1,15}")) {
      fields.put(field, Long.parseLong(value));
      return this;
    }
    return text(field, value);
  }

  ContractRecord bot() {
    fields.put("is_bot", true);
    return this;
  }

  byte[] json() {
    return fields.toString().getBytes(StandardCharsets.UTF_8);
  }
}
