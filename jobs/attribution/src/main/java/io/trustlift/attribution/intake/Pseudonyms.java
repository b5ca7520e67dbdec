package io.trustlift.attribution.intake;

import io.trustlift.attribution.ViewerIdSecret;
import io.trustlift.model.AssignmentEvent;
import io.trustlift.model.ErasureEvent;
import io.trustlift.model.Event;
import io.trustlift.model.OrderEvent;
import io.trustlift.model.ViewerEvent;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.crypto.Mac;

/**
 * Replaces viewer ids by what nobody without the secret can tell them from: base64url of
 * HMAC-SHA256, without padding. Equal ids stay equal. Not thread-safe: one for each reader.
 */
final class Pseudonyms {

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final Mac mac;

  Pseudonyms(ViewerIdSecret secret) {
    mac = secret.mac();
  }

  String of(String viewerId) {
    return BASE64.encodeToString(mac.doFinal(viewerId.getBytes(StandardCharsets.UTF_8)));
  }

  /** The pseudonym of a record's key; a key that is empty stays so. */
  byte[] ofKey(byte[] key) {
    return key.length == 0 ? key : BASE64.encode(mac.doFinal(key));
  }

  /** The raw id of the viewer whom an event is of; null where it is of none. */
  static String viewerOf(Event event) {
    return switch (event.topic()) {
      case VIEWER_EVENTS, ORDERS, EXPERIMENT_ASSIGNMENTS, ERASURES -> event.key();
      default -> null;
    };
  }

  /** The same event of another viewer id; one that is of no viewer stays as it is. */
  static Event withViewer(Event event, String viewerId) {
    if (event instanceof ViewerEvent e) {
      return new ViewerEvent(
          e.eventId(),
          e.eventTime(),
          e.type(),
          e.streamId(),
          viewerId,
          e.market(),
          e.mode(),
          e.inReplyTo(),
          e.mediaTime(),
          e.stallMs(),
          e.latencyMs(),
          e.subject(),
          e.language());
    }
    if (event instanceof OrderEvent e) {
      return new OrderEvent(
          e.eventId(),
          e.eventTime(),
          e.orderId(),
          e.status(),
          viewerId,
          e.market(),
          e.amount(),
          e.currency(),
          e.streamId());
    }
    if (event instanceof AssignmentEvent e) {
      return new AssignmentEvent(
          e.eventId(), e.eventTime(), e.experimentId(), viewerId, e.variant());
    }
    if (event instanceof ErasureEvent e) {
      return new ErasureEvent(e.eventId(), e.eventTime(), viewerId);
    }
    return event;
  }
}
