package io.trustlift.attribution.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.adapters.SourceFormats;
import io.trustlift.attribution.ViewerIdSecret;
import io.trustlift.model.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PseudonymsTest {

  private static final String ID = "viewer-77";
  private static final ViewerIdSecret SECRET = ViewerIdSecret.of("a secret for tests", "a test");
  private static final String PSEUDONYM = SECRET.apply(ID);

  private final IntakeDeserializer deserializer =
      new IntakeDeserializer(SourceFormats.CONTRACT, SECRET);

  @BeforeEach
  void open() {
    deserializer.open(null);
  }

  @Test
  void anEventItsKeyAndItsPayloadGoOnWithThePseudonym() {
    Intake intake = read("live.viewer-events", ID, viewerEvent("viewer_id\":\"" + ID + "\""));
    assertThat(intake.received().event().key()).isEqualTo(PSEUDONYM);
    assertThat(text(intake.received().key())).isEqualTo(PSEUDONYM);
    assertThat(text(intake.received().payload()))
        .isEqualTo(viewerEvent("viewer_id\":\"" + PSEUDONYM + "\""));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "~viewer_id\":\"viewer\\u002d77\"~",
        "~viewer_id\":\"other\",\"viewer_id\":\"viewer-77\"~",
        "~viewer_id\" : \"viewer-77\",\"nested\":{\"viewer_id\":\"viewer-77\"}~"
      })
  void everyPlaceOfTheIdIsFound(String fields) {
    Intake intake = read("live.viewer-events", ID, viewerEvent(fields));
    assertThat(intake.received().event().key()).isEqualTo(PSEUDONYM);
    assertThat(text(intake.received().payload()))
        .contains(PSEUDONYM)
        .contains("\"market\":\"US\"")
        .doesNotContain("77\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"page", "viewer-77"})
  void aPayloadThatNamesTheIdElsewhereIsNotKept(String name) {
    String payload =
        viewerEvent("viewer_id\":\"" + ID + "\",\"" + name + "\":\"/of/" + ID + "/now\"");
    assertThat(text(read("live.viewer-events", ID, payload).received().payload()))
        .matches("\\{\"sha256\":\"[0-9a-f]{64}\",\"bytes\":" + payload.length() + "}");
  }

  @Test
  void ofAnInvalidRecordTheIdIsReplacedAndTheRestStays() {
    Intake intake =
        read(
            "live.orders",
            ID,
            "{\"event_id\":\"e\",\"event_time\":5,\"viewer_id\":\"" + ID + "\"}");
    assertThat(intake.rejected().reason()).isEqualTo(Reason.INVALID);
    assertThat(text(intake.rejected().key())).isEqualTo(PSEUDONYM);
    assertThat(text(intake.rejected().payload()))
        .isEqualTo("{\"event_id\":\"e\",\"event_time\":5,\"viewer_id\":\"" + PSEUDONYM + "\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"viewer_id\":\"viewer-77\"",
        "viewer-77",
        "[\"viewer-77\"]",
        "{\"viewerId\":\"viewer-77\"}",
        "{\"viewer_id\":{\"is\":\"viewer-77\"}}",
        "{\"viewer_id\":[\"viewer-77\"]}"
      })
  void aRecordWithoutACertainPlaceOfTheIdIsNotKept(String payload) {
    Intake intake = read("live.viewer-events", ID, payload);
    assertThat(text(intake.rejected().payload()))
        .startsWith("{\"sha256\":")
        .doesNotContain("viewer");
    assertThat(text(intake.rejected().key())).isEqualTo(PSEUDONYM);
    assertThat(intake.rejected().detail()).doesNotContain(ID);
  }

  @Test
  void aRecordOfAViewerInAnotherTopicIsFoundToo() {
    Intake intake =
        read("live.overlay-displays", "s", "{\"event_id\":\"e\",\"viewer_id\":\"" + ID + "\"}");
    assertThat(text(intake.rejected().payload())).contains(PSEUDONYM).doesNotContain(ID);
    assertThat(text(intake.rejected().key())).isEqualTo("s");
  }

  @Test
  void aNumberInPlaceOfAnIdIsReplacedAsItStands() {
    Intake intake = read("live.viewer-events", "4711", viewerEvent("viewer_id\":4711"));
    assertThat(text(intake.rejected().payload()))
        .isEqualTo(viewerEvent("viewer_id\":\"" + SECRET.apply("4711") + "\""));
  }

  @Test
  void pseudonymsUnderASealStayAsTheyAre() {
    String value = viewerEvent("viewer_id\":\"" + PSEUDONYM + "\"");
    byte[] seal = new PseudonymSeal(SECRET).of("live.viewer-events", value.getBytes(UTF_8));

    Intake intake = read("live.viewer-events", PSEUDONYM, value, seal);
    assertThat(intake.received().event().key()).isEqualTo(PSEUDONYM);
    assertThat(text(intake.received().key())).isEqualTo(PSEUDONYM);
    assertThat(text(intake.received().payload())).isEqualTo(value);

    String unusable = value.replace("join", "dance");
    seal = new PseudonymSeal(SECRET).of("live.viewer-events", unusable.getBytes(UTF_8));
    Intake rejected = read("live.viewer-events", PSEUDONYM, unusable, seal);
    assertThat(text(rejected.rejected().payload())).isEqualTo(unusable);
    assertThat(text(rejected.rejected().key())).isEqualTo(PSEUDONYM);
  }

  /** Of another secret, another value, another topic, or what a producer might make up. */
  @Test
  void aSealThatIsNotTheRecordsOwnLetsNoRawIdThrough() {
    String value = viewerEvent("viewer_id\":\"" + ID + "\"");
    byte[] bytes = value.getBytes(UTF_8);
    ViewerIdSecret other = ViewerIdSecret.of("another secret for tests", "a test");
    for (byte[] seal :
        List.of(
            new PseudonymSeal(other).of("live.viewer-events", bytes),
            new PseudonymSeal(SECRET).of("live.viewer-events", (value + " ").getBytes(UTF_8)),
            new PseudonymSeal(SECRET).of("live.orders", bytes),
            SECRET.mac().doFinal(bytes),
            new byte[0])) {
      Intake intake = read("live.viewer-events", ID, value, seal);
      assertThat(intake.received().event().key()).isEqualTo(PSEUDONYM);
      assertThat(text(intake.received().payload())).doesNotContain(ID);
    }
  }

  private static String viewerEvent(String fields) {
    return "{\"event_id\":\"e\",\"event_type\":\"join\",\"stream_id\":\"s\",\"event_time\":5,\""
        + fields
        + ",\"market\":\"US\"}";
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  private Intake read(String topic, String key, String value) {
    return read(topic, key, value, null);
  }

  private Intake read(String topic, String key, String value, byte[] seal) {
    RecordHeaders headers = new RecordHeaders();
    if (seal != null) {
      headers.add(PseudonymSeal.HEADER, seal);
    }
    List<Intake> out = new ArrayList<>();
    deserializer.deserialize(
        new ConsumerRecord<>(
            topic,
            0,
            0,
            1_000,
            TimestampType.CREATE_TIME,
            0,
            0,
            key.getBytes(UTF_8),
            value.getBytes(UTF_8),
            headers,
            Optional.empty()),
        new Collector<>() {
          @Override
          public void collect(Intake intake) {
            out.add(intake);
          }

          @Override
          public void close() {}
        });
    return out.get(0);
  }
}
