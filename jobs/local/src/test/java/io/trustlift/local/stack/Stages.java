package io.trustlift.local.stack;

import io.trustlift.model.Event;
import io.trustlift.model.ParsedRecord;
import io.trustlift.model.json.EventParser;
import io.trustlift.reference.History;
import io.trustlift.reference.RawRecord;
import io.trustlift.reference.Topic;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

/**
 * A history in three parts, one after the other by event time: a half, a quarter, and the rest. In
 * each part every topic keeps its order of arrival.
 *
 * @param endOfFirst epoch milliseconds; what comes later is not in the first part
 * @param endOfSecond epoch milliseconds
 * @param longAfter an instant at which every row is final
 */
record Stages(
    History first,
    History second,
    History third,
    long endOfFirst,
    long endOfSecond,
    long longAfter) {

  private static final EventParser PARSER = new EventParser();

  static Stages of(History history) {
    long[] times =
        history.byTopicName().entrySet().stream()
            .flatMap(topic -> topic.getValue().stream().map(r -> time(topic.getKey(), r)))
            .mapToLong(Long::longValue)
            .filter(time -> time != Event.NO_TIME)
            .sorted()
            .toArray();
    long half = times[times.length / 2];
    long threeQuarters = times[times.length * 3 / 4];
    return new Stages(
        part(history, time -> time < half),
        part(history, time -> time >= half && time < threeQuarters),
        part(history, time -> time >= threeQuarters),
        half,
        threeQuarters,
        times[times.length - 1] + Duration.ofDays(100).toMillis());
  }

  private static History part(History history, LongPredicate times) {
    Map<Topic, List<RawRecord>> part = new EnumMap<>(Topic.class);
    for (Topic topic : Topic.values()) {
      part.put(
          topic,
          history.records(topic).stream()
              .filter(record -> times.test(time(topic.topicName(), record)))
              .toList());
    }
    return new History(part);
  }

  /**
   * The record's event time; {@link Event#NO_TIME}, which is before everything, where it has none.
   */
  private static long time(String topicName, RawRecord record) {
    ParsedRecord parsed = PARSER.parse(io.trustlift.model.Topic.ofName(topicName), record.value());
    if (parsed instanceof ParsedRecord.Valid valid) {
      return valid.event().eventTime();
    }
    return parsed instanceof ParsedRecord.Bot bot
        ? bot.eventTime()
        : ((ParsedRecord.Unusable) parsed).eventTime();
  }
}
