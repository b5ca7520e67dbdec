package io.trustlift.attribution.intake;

import io.trustlift.adapters.SourceFormat;
import io.trustlift.adapters.SourceFormats;
import io.trustlift.adapters.Translation;
import io.trustlift.model.Event;
import io.trustlift.model.Parameters;
import io.trustlift.model.ParsedRecord;
import io.trustlift.model.Reason;
import io.trustlift.model.Topic;
import io.trustlift.model.json.EventParser;

/**
 * Says of a record's value what the job makes of it at its source: all that can be said without
 * other records. Whoever wants to know beforehand whether the job would reject a record asks here.
 * Not thread-safe: one for each reader.
 */
public final class RecordParser {

  private final SourceFormats formats;
  private final EventParser parser = new EventParser();

  /** A parser of values in these formats. */
  public RecordParser(SourceFormats formats) {
    this.formats = formats;
  }

  /**
   * Reads a value, translated first where its topic's format is a foreign one.
   *
   * @param topic that the record stands in
   * @param value null counts as malformed
   * @param recordTime Kafka record time, epoch milliseconds
   * @return {@link ParsedRecord.Unusable} with {@link Reason#MALFORMED}, {@link Reason#INVALID} or
   *     {@link Reason#FUTURE} where the record cannot be used
   */
  public ParsedRecord parse(Topic topic, byte[] value, long recordTime) {
    ParsedRecord parsed = parse(topic, value);
    if (parsed instanceof ParsedRecord.Unusable) {
      return parsed;
    }
    long eventTime =
        parsed instanceof ParsedRecord.Valid valid
            ? valid.event().eventTime()
            : ((ParsedRecord.Bot) parsed).eventTime();
    return eventTime - Parameters.MAX_AHEAD > recordTime
        ? new ParsedRecord.Unusable(
            Reason.FUTURE,
            "event_time is more than five minutes ahead of the record's time",
            eventTime)
        : parsed;
  }

  private ParsedRecord parse(Topic topic, byte[] value) {
    ParsedRecord asItStands = parser.parse(topic, value);
    SourceFormat format = formats.of(topic);
    boolean malformed =
        asItStands instanceof ParsedRecord.Unusable unusable
            && unusable.reason() == Reason.MALFORMED;
    if (!format.isForeign() || malformed) {
      return asItStands;
    }
    Translation translation = format.translate(value);
    if (translation instanceof Translation.Unmapped unmapped) {
      return new ParsedRecord.Unusable(Reason.INVALID, unmapped.detail(), Event.NO_TIME);
    }
    Translation.Mapped mapped = (Translation.Mapped) translation;
    return parser.parse(mapped.topic(), mapped.json());
  }
}
