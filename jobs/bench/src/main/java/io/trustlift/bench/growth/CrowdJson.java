package io.trustlift.bench.growth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trustlift.model.DisplayEvent;
import io.trustlift.model.Event;
import io.trustlift.model.ViewerEvent;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A crowd's events as the contract's records. */
public final class CrowdJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private CrowdJson() {}

  /** The record of an event, in its topic, by its key. */
  public static ProducerRecord<byte[], byte[]> of(Event event) throws JsonProcessingException {
    ObjectNode json =
        JSON.createObjectNode()
            .put("event_id", event.eventId())
            .put("event_time", event.eventTime());
    if (event instanceof ViewerEvent viewer) {
      json.put("event_type", viewer.type().name().toLowerCase(Locale.ROOT))
          .put("stream_id", viewer.streamId())
          .put("viewer_id", viewer.viewerId())
          .put("market", viewer.market())
          .put("latency_ms", viewer.latencyMs());
    } else if (event instanceof DisplayEvent display) {
      json.put("event_type", display.show() ? "show" : "hide")
          .put("display_id", display.displayId())
          .put("stream_id", display.streamId())
          .put("credential_id", display.credentialId())
          .put("placement", display.placement());
    }
    return new ProducerRecord<>(
        event.topic().topicName(),
        event.key().getBytes(StandardCharsets.UTF_8),
        JSON.writeValueAsBytes(json));
  }
}
