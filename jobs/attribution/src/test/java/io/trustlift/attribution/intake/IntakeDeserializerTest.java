package io.trustlift.attribution.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.adapters.SourceFormats;
import io.trustlift.attribution.ViewerIdSecret;
import io.trustlift.model.Event;
import io.trustlift.model.Reason;
import io.trustlift.model.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntakeDeserializerTest {

  private static final long RECORD_TIME = 1_000_000;
  private static final long FIVE_MINUTES = 300_000;

  private final IntakeDeserializer deserializer =
      new IntakeDeserializer(SourceFormats.CONTRACT, ViewerIdSecret.NONE);

  @BeforeEach
  void open() {
    deserializer.open(null);
  }

  @Test
  void aValidEventComesWithWhereItStood() {
    byte[] value = join(RECORD_TIME, "");
    Intake intake = read(value, RECORD_TIME + 5);

    assertThat(intake.topic()).isEqualTo(Topic.VIEWER_EVENTS);
    assertThat(intake.recordTime()).isEqualTo(RECORD_TIME + 5);
    assertThat(intake.rejected()).isNull();
    assertThat(intake.isTick()).isFalse();
    assertThat(intake.received().event().eventId()).isEqualTo("e");
    assertThat(intake.received().partition()).isEqualTo(3);
    assertThat(intake.received().offset()).isEqualTo(42);
    assertThat(intake.received().recordTime()).isEqualTo(RECORD_TIME + 5);
    assertThat(intake.received().key()).asString().isEqualTo("v");
    assertThat(intake.received().payload()).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "-1, -1", "1, 0", "300000, 0", "-86400000, -86400000"})
  void theWatermarkFollowsTheEarlierClock(long ahead, long watermarkAhead) {
    assertThat(read(join(RECORD_TIME + 86_400_000 + ahead, ""), RECORD_TIME + 86_400_000))
        .extracting(Intake::watermarkTime)
        .isEqualTo(RECORD_TIME + 86_400_000 + watermarkAhead);
  }

  @Test
  void fiveMinutesAheadIsNotYetTheFuture() {
    assertThat(read(join(RECORD_TIME + FIVE_MINUTES, ""), RECORD_TIME).received()).isNotNull();

    Intake future = read(join(RECORD_TIME + FIVE_MINUTES + 1, ""), RECORD_TIME);
    assertThat(future.received()).isNull();
    assertThat(future.rejected().reason()).isEqualTo(Reason.FUTURE);
    assertThat(future.rejected().eventTime()).isEqualTo(RECORD_TIME + FIVE_MINUTES + 1);
    assertThat(future.watermarkTime()).isEqualTo(Event.NO_TIME);
  }

  @Test
  void noRecordTimeIsTooGreatOrTooSmall() {
    assertThat(read(join(RECORD_TIME, ""), Long.MAX_VALUE).received()).isNotNull();
    assertThat(read(join(0, ""), -1).received()).as("a record without a time").isNotNull();
    assertThat(read(join(FIVE_MINUTES, ""), -1).rejected().reason()).isEqualTo(Reason.FUTURE);
  }

  @Test
  void invalidComesBeforeFutureComesBeforeBot() {
    Intake invalid = read(join(RECORD_TIME + 2 * FIVE_MINUTES, ",\"market\":\"us\""), RECORD_TIME);
    assertThat(invalid.rejected().reason()).isEqualTo(Reason.INVALID);
    assertThat(invalid.rejected().eventTime()).isEqualTo(RECORD_TIME + 2 * FIVE_MINUTES);

    Intake future = read(join(RECORD_TIME + 2 * FIVE_MINUTES, ",\"is_bot\":true"), RECORD_TIME);
    assertThat(future.rejected().reason()).isEqualTo(Reason.FUTURE);

    Intake bot = read(join(RECORD_TIME, ",\"is_bot\":true"), RECORD_TIME);
    assertThat(bot).isEqualTo(Intake.bot(Topic.VIEWER_EVENTS, RECORD_TIME));
  }

  @Test
  void aDeadLetterKeepsTheRecordByteForByte() {
    byte[] value = {'{', 0, (byte) 0xFF};
    Intake intake = read(value, RECORD_TIME);
    assertThat(intake.rejected().reason()).isEqualTo(Reason.MALFORMED);
    assertThat(intake.rejected().payload()).isEqualTo(value);
    assertThat(intake.rejected().key()).asString().isEqualTo("v");
    assertThat(intake.rejected().partition()).isEqualTo(3);
    assertThat(intake.rejected().offset()).isEqualTo(42);
    assertThat(intake.rejected().recordTime()).isEqualTo(RECORD_TIME);
  }

  @Test
  void aTickOnlyTellsTheTime() {
    ProducerRecord<byte[], byte[]> tick = Ticks.tick("live.orders", 7, RECORD_TIME);
    assertThat(tick.partition()).isEqualTo(7);
    Intake intake =
        read(kafkaRecord("live.orders", null, tick.value(), tick.timestamp(), tick.headers()));
    assertThat(intake).isEqualTo(Intake.tick(RECORD_TIME));
    assertThat(intake.watermarkTime()).isEqualTo(RECORD_TIME);
  }

  @Test
  void noValueWithoutTheTicksHeaderIsADeadLetter() {
    Intake intake = read(kafkaRecord("live.orders", null, null, RECORD_TIME, new RecordHeaders()));
    assertThat(intake.rejected().reason()).isEqualTo(Reason.MALFORMED);
    assertThat(intake.rejected().payload()).isEmpty();
    assertThat(intake.rejected().key()).isEmpty();
  }

  @Test
  void anEventWithTheTicksHeaderIsAnEvent() {
    Headers headers = Ticks.tick("live.viewer-events", 0, 0).headers();
    byte[] value = join(RECORD_TIME, "");
    assertThat(
            read(kafkaRecord("live.viewer-events", null, value, RECORD_TIME, headers)).received())
        .isNotNull();
  }

  @Test
  void everyRecordYieldsExactlyOne() {
    long seed = 1;
    System.out.printf("random bytes from seed %d%n", seed);
    Random random = new Random(seed);
    byte[] join = join(RECORD_TIME, "");
    for (int i = 0; i < 20_000; i++) {
      byte[] value = i % 2 == 0 ? join.clone() : new byte[random.nextInt(40)];
      if (i % 2 == 0) {
        value[random.nextInt(value.length)] = (byte) random.nextInt();
      } else {
        random.nextBytes(value);
      }
      Intake intake = read(value, random.nextLong());
      assertThat((intake.received() == null) != (intake.rejected() == null)).isTrue();
    }
  }

  private Intake read(byte[] value, long recordTime) {
    byte[] key = "v".getBytes(UTF_8);
    return read(kafkaRecord("live.viewer-events", key, value, recordTime, new RecordHeaders()));
  }

  private Intake read(ConsumerRecord<byte[], byte[]> kafkaRecord) {
    List<Intake> out = new ArrayList<>();
    deserializer.deserialize(
        kafkaRecord,
        new Collector<>() {
          @Override
          public void collect(Intake intake) {
            out.add(intake);
          }

          @Override
          public void close() {}
        });
    assertThat(out).hasSize(1);
    return out.get(0);
  }

  private static ConsumerRecord<byte[], byte[]> kafkaRecord(
      String topic, byte[] key, byte[] value, long recordTime, Headers headers) {
    return new ConsumerRecord<>(
        topic,
        3,
        42,
        recordTime,
        TimestampType.CREATE_TIME,
        0,
        0,
        key,
        value,
        headers,
        Optional.empty());
  }

  private static byte[] join(long eventTime, String more) {
    return ("{\"event_id\":\"e\",\"event_type\":\"join\",\"stream_id\":\"s\",\"viewer_id\":\"v\","
            + "\"market\":\"US\",\"event_time\":"
            + eventTime
            + more
            + "}")
        .getBytes(UTF_8);
  }
}
