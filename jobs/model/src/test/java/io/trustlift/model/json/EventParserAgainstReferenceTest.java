package io.trustlift.model.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.model.Event;
import io.trustlift.model.ParsedRecord;
import io.trustlift.model.Topic;
import io.trustlift.reference.GoldenCase;
import io.trustlift.reference.History;
import io.trustlift.reference.RandomHistory;
import io.trustlift.reference.RawRecord;
import io.trustlift.reference.Reference;
import io.trustlift.reference.Tables;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The parser's verdict on a record is the reference's, whatever the record holds. */
class EventParserAgainstReferenceTest {

  private static final long FIRST_SEED = Long.getLong("trustlift.seed", 1);
  private static final int HISTORIES = 300;

  /** Pieces that mean something to a JSON parser or to the contract. */
  private static final List<byte[]> PIECES =
      List.of(
              "\"",
              "\\",
              "{",
              "}",
              "[",
              "]",
              ",",
              ":",
              "null",
              "true",
              "-",
              ".",
              "e9",
              "0",
              "|",
              "\\u",
              "\\ud83d",
              "\\ude00",
              "\u00e9",
              "\ud83d\ude00",
              "\ufeff",
              "\u0000",
              "\t",
              "NaN",
              "Z",
              "T",
              "+01:00",
              " ",
              "\"event_time\":\"\",",
              "\"is_bot\":true,")
          .stream()
          .map(text -> text.getBytes(UTF_8))
          .toList();

  /** The reference knows the topics that the golden rows come from: all but these. */
  private static final Set<Topic> REFEREED =
      EnumSet.complementOf(EnumSet.of(Topic.EXPERIMENTS, Topic.SCHEDULE, Topic.ERASURES));

  private record Verdict(String kind, long eventTime) {}

  private final EventParser parser = new EventParser();

  @Test
  void onTheGoldenRecords() {
    for (GoldenCase golden : GoldenCase.all()) {
      for (Topic topic : REFEREED) {
        golden.history().values(topic.topicName()).forEach(value -> check(topic, value, golden));
      }
    }
  }

  @Test
  void onRandomRecordsAndTheirMutations() {
    System.out.printf("random records from seed %d, %d histories%n", FIRST_SEED, HISTORIES);
    for (long seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES; seed++) {
      Random random = new Random(seed);
      History history = RandomHistory.of(seed, RandomHistory.Size.SMALL).history();
      for (Topic topic : REFEREED) {
        for (byte[] value : history.values(topic.topicName())) {
          check(topic, value, seed);
          check(topic, mutated(value, random), seed);
          check(topic, mutated(mutated(value, random), random), seed);
        }
      }
    }
  }

  private void check(Topic topic, byte[] value, Object source) {
    if (new String(value, ISO_8859_1).matches("[ \t\r]*")) {
      return; // no record
    }
    assertThat(verdict(parser.parse(topic, value)))
        .as("%s, %s: %s", source, topic, new String(value, UTF_8))
        .isEqualTo(expected(topic, value));
  }

  private static Verdict verdict(ParsedRecord parsed) {
    if (parsed instanceof ParsedRecord.Unusable unusable) {
      return new Verdict(unusable.reason().text(), unusable.eventTime());
    }
    return parsed instanceof ParsedRecord.Bot bot
        ? new Verdict("bot", bot.eventTime())
        : new Verdict("valid", ((ParsedRecord.Valid) parsed).event().eventTime());
  }

  /**
   * With a record time before all time, the reference rejects a record that is neither malformed
   * nor invalid as {@code future}, and so tells its event time.
   */
  private static Verdict expected(Topic topic, byte[] value) {
    Map<String, Object> rejected =
        tables(topic, new RawRecord(value, Long.MIN_VALUE)).rows("rejected_events").get(0);
    String reason = (String) rejected.get("reason");
    Long eventTime = (Long) rejected.get("event_time");
    return new Verdict(
        reason.equals("future") ? usable(topic, value) : reason,
        eventTime == null ? Event.NO_TIME : eventTime);
  }

  private static String usable(Topic topic, byte[] value) {
    if (topic != Topic.VIEWER_EVENTS) {
      return "valid";
    }
    Tables tables = tables(topic, new RawRecord(value));
    return tables.counts().get(referenceTopic(topic)).bot() == 1 ? "bot" : "valid";
  }

  private static Tables tables(Topic topic, RawRecord value) {
    return Reference.tables(new History(Map.of(referenceTopic(topic), List.of(value))));
  }

  private static io.trustlift.reference.Topic referenceTopic(Topic topic) {
    return io.trustlift.reference.Topic.named(topic.topicName());
  }

  private static byte[] mutated(byte[] value, Random random) {
    if (value.length == 0) {
      return value;
    }
    int at = random.nextInt(value.length);
    int to = at + random.nextInt(Math.min(20, value.length - at) + 1);
    return switch (random.nextInt(6)) {
      case 0 -> {
        byte[] flipped = value.clone();
        flipped[at] ^= (byte) (1 << random.nextInt(8));
        yield flipped;
      }
      case 1 -> Arrays.copyOf(value, at);
      case 2 -> joined(Arrays.copyOf(value, to), Arrays.copyOfRange(value, at, value.length));
      case 3 -> joined(Arrays.copyOf(value, at), Arrays.copyOfRange(value, to, value.length));
      case 4 -> {
        byte[] piece = PIECES.get(random.nextInt(PIECES.size()));
        yield joined(joined(Arrays.copyOf(value, at), piece), rest(value, at));
      }
      default -> {
        byte[] any = new byte[1 + random.nextInt(3)];
        random.nextBytes(any);
        yield joined(joined(Arrays.copyOf(value, at), any), rest(value, at));
      }
    };
  }

  private static byte[] rest(byte[] value, int from) {
    return Arrays.copyOfRange(value, from, value.length);
  }

  private static byte[] joined(byte[] a, byte[] b) {
    byte[] joined = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, joined, a.length, b.length);
    return joined;
  }
}
