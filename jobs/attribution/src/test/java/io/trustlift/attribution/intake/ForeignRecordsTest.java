package io.trustlift.attribution.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.adapters.SourceFormats;
import io.trustlift.attribution.ViewerIdSecret;
import io.trustlift.model.OrderEvent;
import io.trustlift.model.Reason;
import io.trustlift.model.Rejected;
import io.trustlift.model.Topic;
import io.trustlift.model.ViewerEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records in a foreign format: translated, and told of as they came. */
class ForeignRecordsTest {

  private static final long RECORD_TIME = 1_772_366_500_000L;
  private static final String ID = "user-77";
  private static final ViewerIdSecret SECRET = ViewerIdSecret.of("a secret for tests", "a test");

  @Test
  void aViewersEvent() {
    String value = ga4("live_question", "1772366405123456", "");
    Intake intake = read(ViewerIdSecret.NONE, "live.viewer-events", value);
    ViewerEvent event = (ViewerEvent) intake.received().event();
    assertThat(event.type()).isEqualTo(ViewerEvent.Type.QUESTION);
    assertThat(event.viewerId()).isEqualTo(ID);
    assertThat(intake.watermarkTime()).isEqualTo(1_772_366_405_123L);
    assertThat(text(intake.received().payload())).as("byte for byte").isEqualTo(value);
  }

  @Test
  void aPurchaseAmongViewersEventsIsAnOrderOfTheTopicItCameFrom() throws IOException {
    Intake intake = read(ViewerIdSecret.NONE, "live.viewer-events", purchase("9.90"));
    assertThat(intake.received().event()).isInstanceOf(OrderEvent.class);
    assertThat(intake.topic()).isEqualTo(Topic.VIEWER_EVENTS);
    for (Intake same : List.of(intake, overTheWire(intake))) {
      assertThat(same.received().topic()).isEqualTo(Topic.VIEWER_EVENTS);
      assertThat(same.received().partition()).isEqualTo(3);
      Rejected late = same.received().withoutBytes().rejected(Reason.LATE, "");
      assertThat(late.topic()).isEqualTo(Topic.VIEWER_EVENTS);
      assertThat(late.offset()).isEqualTo(42);
    }
  }

  @Test
  void anEventThatIsNotMappedIsInvalidAndKeptAsItCame() {
    String value = ga4("begin_checkout", "1772366405123456", "");
    Rejected rejected = read(ViewerIdSecret.NONE, "live.orders", value).rejected();
    assertThat(rejected.topic()).isEqualTo(Topic.ORDERS);
    assertThat(rejected.reason()).isEqualTo(Reason.INVALID);
    assertThat(rejected.detail()).isEqualTo("ga4: event «begin_checkout» is not mapped");
    assertThat(text(rejected.payload())).isEqualTo(value);
  }

  @Test
  void whatIsTranslatedIsValidatedAsAnyOther() {
    Rejected invalid =
        read(ViewerIdSecret.NONE, "live.viewer-events", purchase("-9.90")).rejected();
    assertThat(invalid.reason()).isEqualTo(Reason.INVALID);
    assertThat(invalid.detail()).contains("amount");
    assertThat(invalid.topic()).isEqualTo(Topic.VIEWER_EVENTS);

    String ahead = ga4("share", "1772369405123456", "");
    assertThat(read(ViewerIdSecret.NONE, "live.viewer-events", ahead).rejected().reason())
        .isEqualTo(Reason.FUTURE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[]", "{\"event_name\":\"\\ud800\"}", "{\"event_name\":\"a\u0000\"}"})
  void whatIsMalformedIsSoInAnyFormat(String value) {
    assertThat(read(ViewerIdSecret.NONE, "live.viewer-events", value).rejected().reason())
        .isEqualTo(Reason.MALFORMED);
  }

  @Test
  void otherTopicsHoldTheContract() {
    String hide =
        "{\"event_id\":\"e\",\"event_time\":5,\"display_id\":\"d\",\"stream_id\":\"s\",\"action\":\"hide\"}";
    assertThat(read(ViewerIdSecret.NONE, "live.overlay-displays", hide).received()).isNotNull();
  }

  @Test
  void withASecretNothingOfAForeignRecordButItsHashGoesOn() {
    String value = ga4("share", "1772366405123456", ",\"email\":\"user-77@example.com\"");
    Intake intake = read(SECRET, "live.viewer-events", value);
    assertThat(intake.received().event().key()).isEqualTo(SECRET.apply(ID));
    assertThat(text(intake.received().key())).isEqualTo(SECRET.apply(ID));
    assertThat(text(intake.received().payload())).startsWith("{\"sha256\":").doesNotContain(ID);

    for (String refused : List.of(ga4("hello " + ID, "1772366405123456", ""), purchase("-1"))) {
      Rejected rejected = read(SECRET, "live.viewer-events", refused).rejected();
      assertThat(text(rejected.payload())).startsWith("{\"sha256\":").doesNotContain(ID);
      assertThat(text(rejected.key())).isEqualTo(SECRET.apply(ID));
      assertThat(rejected.detail()).doesNotContain(ID);
    }
  }

  private static String ga4(String name, String micros, String more) {
    return "{\"event_name\":\""
        + name
        + "\",\"event_timestamp\":\""
        + micros
        + "\",\"user_id\":\""
        + ID
        + "\",\"geo\":{\"country\":\"Germany\"},\"event_params\":["
        + "{\"key\":\"stream_id\",\"value\":{\"string_value\":\"s-1\"}}]"
        + more
        + "}";
  }

  private static String purchase(String value) {
    return ga4("purchase", "1772366405123456", ",\"ecommerce\":{\"transaction_id\":\"T-1\"}")
        .replace(
            "\"event_params\":[",
            "\"event_params\":[{\"key\":\"currency\",\"value\":{\"string_value\":\"EUR\"}},"
                + "{\"key\":\"value\",\"value\":{\"double_value\":"
                + value
                + "}},");
  }

  private static Intake overTheWire(Intake intake) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Intake.write(new DataOutputStream(bytes), intake);
    return Intake.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  private static Intake read(ViewerIdSecret secret, String topic, String value) {
    IntakeDeserializer deserializer = new IntakeDeserializer(SourceFormats.of("ga4"), secret);
    deserializer.open(null);
    List<Intake> out = new ArrayList<>();
    deserializer.deserialize(
        new ConsumerRecord<>(
            topic,
            3,
            42,
            RECORD_TIME,
            TimestampType.CREATE_TIME,
            0,
            0,
            ID.getBytes(UTF_8),
            value.getBytes(UTF_8),
            new RecordHeaders(),
            Optional.empty()),
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
}
