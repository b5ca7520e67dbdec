package io.trustlift.local.redrive;

import io.trustlift.attribution.ViewerIdSecret;
import io.trustlift.attribution.intake.RecordParser;
import io.trustlift.local.kafka.RecordKeys;
import io.trustlift.model.DisplayEvent;
import io.trustlift.model.Event;
import io.trustlift.model.Parameters;
import io.trustlift.model.ParsedRecord;
import io.trustlift.model.Reason;
import io.trustlift.model.ViewerEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Says of a dead letter and its repaired value whether it can be sent in again, from nothing but
 * them and the time. The job is asked by its own parser, so that what would be rejected at the
 * source is known beforehand. Not thread-safe.
 *
 * <p>What could count twice is refused: the job remembers an event id for {@link
 * Parameters#DUPLICATE_WINDOW} after the event's time, and an older viewer event could have been
 * used long ago, from another record. Of all other topics an event that comes twice replaces its
 * own row, however old it is.
 */
final class Judge {

  /** The way out for what an event-time job cannot take any more. */
  static final String RECOMPUTE =
      "put it right in files of all events and compute them anew with «infra/trustlift run»";

  /** From the verdict to the record in Kafka it takes no longer, or the transaction times out. */
  private static final long MARGIN = 600_000;

  /** What the source keeps of a value that it cannot make pseudonyms in. */
  private static final Pattern STAND_IN =
      Pattern.compile("\\{\"sha256\":\"[0-9a-f]{64}\",\"bytes\":[0-9]+}");

  private final RecordParser parser;
  private final ViewerIdSecret secret;
  private final long now;

  /**
   * A judge.
   *
   * @param now epoch milliseconds
   */
  Judge(RecordParser parser, ViewerIdSecret secret, long now) {
    this.parser = parser;
    this.secret = secret;
    this.now = now;
  }

  /** The verdict on one dead letter, sent in again with that value. */
  Verdict judge(DeadLetter letter, byte[] value) {
    if (letter.status() != DeadLetter.Status.WAITING) {
      return new Verdict.Settled(settled(letter.status()));
    }
    boolean asItIs = Arrays.equals(value, letter.payload());
    if (asItIs && isStandIn(value)) {
      return new Verdict.Refused(
          "its bytes were not kept, for they may name a viewer: export it, and put in the value from its producer");
    }
    ParsedRecord parsed = parser.parse(letter.position().topic(), value, now);
    if (parsed instanceof ParsedRecord.Unusable unusable) {
      return new Verdict.Refused(
          "it would be rejected again as " + unusable.reason().text() + ": " + unusable.detail());
    }
    boolean pseudonymous = secret.isSet() && (asItIs || namesItsPseudonym(letter, value));
    if (parsed instanceof ParsedRecord.Bot) {
      return new Verdict.Send(outgoing(letter, value, asItIs, pseudonymous, ""));
    }
    Event event = ((ParsedRecord.Valid) parsed).event();
    String objection = objection(letter, event);
    if (objection != null) {
      return new Verdict.Refused(objection);
    }
    return new Verdict.Send(
        outgoing(letter, value, asItIs, pseudonymous, hash(event, pseudonymous)));
  }

  private static String settled(DeadLetter.Status status) {
    return switch (status) {
      case REDRIVEN -> "it was sent in before";
      case REJECTED_AGAIN ->
          "it was sent in before and rejected: repair the dead letter that came of it";
      case DUPLICATE -> "its event was sent in with another dead letter";
      case IN_DOUBT -> "a redrive of it broke off, and whether it was sent is not known yet";
      case WAITING -> throw new IllegalArgumentException("Nothing is settled");
    };
  }

  /** What speaks against an event that the source would take; null for nothing. */
  private String objection(DeadLetter letter, Event event) {
    if (letter.reason() == Reason.LATE || letter.reason() == Reason.ORPHAN_HIDE) {
      // They were rejected after their ids were remembered, and by what the watermark had passed.
      Event before = eventOf(letter);
      if (before != null && before.eventId().equals(event.eventId())) {
        return letter.reason() == Reason.LATE
            ? "the rows that it belongs to are final, and its event_id counts as seen: " + RECOMPUTE
            : "the watermark has passed it, and its event_id counts as seen: give what is repaired an event_id and an event_time"
                + " of its own, or "
                + RECOMPUTE;
      }
      if (before != null && before.eventTime() == event.eventTime()) {
        return "it is late by its event_time, whatever its event_id: " + RECOMPUTE;
      }
    }
    if (event instanceof DisplayEvent
        && event.eventTime() <= now - Parameters.MAX_OUT_OF_ORDERNESS) {
      return "the watermark has passed it, and a show or hide behind it is late or changes nothing: "
          + RECOMPUTE;
    }
    if (event instanceof ViewerEvent viewerEvent
        && viewerEvent.type() != ViewerEvent.Type.REPLY
        && event.eventTime() <= now - Parameters.DUPLICATE_WINDOW + MARGIN) {
      return "it is over a day old, so that the job cannot tell whether its event_id was used: "
          + RECOMPUTE;
    }
    return null;
  }

  private Event eventOf(DeadLetter letter) {
    // At the end of time, for nothing is ahead of it.
    return parser.parse(letter.position().topic(), letter.payload(), Long.MAX_VALUE)
            instanceof ParsedRecord.Valid valid
        ? valid.event()
        : null;
  }

  private static boolean isStandIn(byte[] value) {
    return STAND_IN.matcher(new String(value, StandardCharsets.ISO_8859_1)).matches();
  }

  /**
   * Whether the viewer of a repaired value is the pseudonym that stands in the dead letter. Any
   * other id is a raw one, from the producer, for the source to replace.
   */
  private static boolean namesItsPseudonym(DeadLetter letter, byte[] value) {
    if (!letter.position().topic().isOfViewers()) {
      return false;
    }
    Set<String> pseudonyms = new TreeSet<>();
    pseudonyms.add(text(letter.key()));
    pseudonyms.add(text(RecordKeys.keyOf(letter.position().topic(), letter.payload())));
    String viewer = text(RecordKeys.keyOf(letter.position().topic(), value));
    return !viewer.isEmpty() && pseudonyms.contains(viewer);
  }

  private static Outgoing outgoing(
      DeadLetter letter, byte[] value, boolean asItIs, boolean pseudonymous, String hash) {
    Position position = letter.position();
    byte[] byValue = RecordKeys.keyOf(position.topic(), value);
    boolean keepsKey =
        letter.key().length > 0
            && (asItIs || byValue == null || Arrays.equals(byValue, letter.key()));
    // The key as it stood goes where it stood, even where the producer chose the partition itself.
    return new Outgoing(
        position,
        keepsKey ? position.partition() : null,
        keepsKey ? letter.key() : byValue,
        value,
        pseudonymous,
        hash);
  }

  /** By the key as it stands behind the source, so that one viewer has one. */
  private String hash(Event event, boolean pseudonymous) {
    boolean raw = event.topic().isOfViewers() && !pseudonymous;
    String key = raw ? secret.apply(event.key()) : event.key();
    return EventHash.of(event.topic(), key, event.eventId());
  }

  private static String text(byte[] bytes) {
    return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
  }
}
