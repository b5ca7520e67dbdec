package io.trustlift.reference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IntakeTest {
  private static final String JOIN =
      "{\"event_id\":\"e1\",\"event_time\":1000000,\"event_type\":\"join\",\"stream_id\":\"s\","
          + "\"viewer_id\":\"v\",\"market\":\"US\"}";

  private static Tables tables(Topic topic, RawRecord... records) {
    return Reference.tables(new History(Map.of(topic, Arrays.asList(records))));
  }

  private static RawRecord record(String json) {
    return new RawRecord(json.getBytes(UTF_8));
  }

  private static RawRecord record(String json, long recordTime) {
    return new RawRecord(json.getBytes(UTF_8), recordTime);
  }

  private static TopicCounts counts(RawRecord... records) {
    return tables(Topic.VIEWER_EVENTS, records).counts().get(Topic.VIEWER_EVENTS);
  }

  @Test
  void blankLinesAreNoRecords() {
    assertThat(counts(record(""), record(" \t\r"), record(JOIN)).read()).isEqualTo(1);
    assertThat(History.lines("\n \r\n{}\r\n\t\nx".getBytes(UTF_8)).stream().map(RawRecord::text))
        .containsExactly("{}\r", "x");
  }

  @Test
  void fiveMinutesAheadOfTheRecordTimeIsNotYetTheFuture() {
    assertThat(counts(record(JOIN, 700_000)).used()).isEqualTo(1);
    assertThat(counts(record(JOIN, 699_999)).rejected()).isEqualTo(Map.of("future", 1L));
    assertThat(counts(record(JOIN.replace("\"US\"", "\"us\""), 0)).rejected())
        .isEqualTo(Map.of("invalid", 1L));
  }

  @Test
  void aCopyOfAnEventIsADuplicateOfItsKeyOnly() {
    TopicCounts counts =
        counts(record(JOIN), record(JOIN), record(JOIN.replace("\"v\"", "\"w\"")), record(JOIN));

    assertThat(counts.used()).isEqualTo(2);
    assertThat(counts.duplicate()).isEqualTo(2);
  }

  @Test
  void anInvalidEventMakesNoDuplicate() {
    TopicCounts counts = counts(record(JOIN.replace("\"US\"", "5")), record(JOIN));

    assertThat(counts.rejected()).isEqualTo(Map.of("invalid", 1L));
    assertThat(counts.used()).isEqualTo(1);
  }

  @Test
  void botsAreCountedAndOtherwiseIgnored() {
    String bot = JOIN.replace("{", "{\"is_bot\":true,");
    Tables tables = tables(Topic.VIEWER_EVENTS, record(bot));

    assertThat(tables.counts().get(Topic.VIEWER_EVENTS).bot()).isEqualTo(1);
    assertThat(tables.rows("visits")).isEmpty();
    assertThat(counts(record(bot.replace("true", "false"))).used()).isEqualTo(1);
    assertThat(counts(record(bot.replace("true", "null"))).used()).isEqualTo(1);
  }

  @Test
  void rejectedEventsKeepTheirPayloadAndTimeIfThereIsOne() {
    List<Map<String, Object>> rows =
        tables(
                Topic.VIEWER_EVENTS,
                record(JOIN.replace("join", "dance")),
                record(JOIN.replace("1000000", "1.5")),
                record(JOIN + "x"))
            .rows("rejected_events");

    assertThat(rows)
        .extracting(row -> row.get("reason"), row -> row.get("event_time"))
        .containsExactlyInAnyOrder(
            tuple("invalid", 1_000_000L), tuple("invalid", null), tuple("malformed", null));
    assertThat(rows).extracting(row -> row.get("payload")).contains(JOIN + "x");
  }

  @Test
  void anEmptyIntegerOrBooleanIsNotAbsent() {
    for (String field : new String[] {"\"stall_ms\":\"\"", "\"is_bot\":\"\""}) {
      assertThat(counts(record(JOIN.replace("{", "{" + field + ","))).rejected())
          .isEqualTo(Map.of("invalid", 1L));
    }
    for (String field :
        new String[] {
          "\"mode\":\"\"", "\"media_time\":\"\"", "\"topic\":null", "\"stall_ms\":null"
        }) {
      assertThat(counts(record(JOIN.replace("{", "{" + field + ","))).used()).isEqualTo(1);
    }
  }
}
