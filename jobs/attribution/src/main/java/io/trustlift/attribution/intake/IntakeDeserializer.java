package io.trustlift.attribution.intake;

import io.trustlift.adapters.SourceFormats;
import io.trustlift.attribution.ViewerIdSecret;
import io.trustlift.attribution.format.Format;
import io.trustlift.model.Event;
import io.trustlift.model.ParsedRecord;
import io.trustlift.model.Reason;
import io.trustlift.model.Received;
import io.trustlift.model.Rejected;
import io.trustlift.model.Topic;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Parses and validates each Kafka record, once, where it is read. Whatever it holds, something
 * comes out: nothing is skipped. Records in a foreign format are translated first, and stay in the
 * topic they came in for all that is counted and told of them. With a secret, raw viewer ids end
 * here: events, keys and payloads go on with pseudonyms.
 */
public final class IntakeDeserializer implements KafkaRecordDeserializationSchema<Intake> {

  private static final long serialVersionUID = 1L;
  private static final byte[] NONE = {};

  private final SourceFormats formats;
  private final ViewerIdSecret secret;
  private transient RecordParser parser;
  private transient Pseudonyms pseudonyms;
  private transient PayloadPseudonyms payloads;
  private transient PseudonymSeal seal;

  /** Reads records; viewer ids stay as they are where there is no secret. */
  public IntakeDeserializer(SourceFormats formats, ViewerIdSecret secret) {
    this.formats = formats;
    this.secret = secret;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    parser = new RecordParser(formats);
    if (secret.isSet()) {
      seal = new PseudonymSeal(secret);
      pseudonyms = new Pseudonyms(secret);
      payloads = new PayloadPseudonyms(pseudonyms);
    }
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> kafkaRecord, Collector<Intake> out) {
    out.collect(
        Ticks.isTick(kafkaRecord) ? Intake.tick(kafkaRecord.timestamp()) : read(kafkaRecord));
  }

  private Intake read(ConsumerRecord<byte[], byte[]> kafkaRecord) {
    Topic topic = Topic.ofName(kafkaRecord.topic());
    ParsedRecord parsed = parser.parse(topic, kafkaRecord.value(), kafkaRecord.timestamp());
    if (parsed instanceof ParsedRecord.Unusable unusable) {
      return Intake.deadLetter(rejected(topic, kafkaRecord, unusable));
    }
    return parsed instanceof ParsedRecord.Valid valid
        ? Intake.event(received(valid.event(), kafkaRecord))
        : Intake.bot(topic, kafkaRecord.timestamp());
  }

  private Received received(Event event, ConsumerRecord<byte[], byte[]> kafkaRecord) {
    byte[] key = orNone(kafkaRecord.key());
    byte[] payload = orNone(kafkaRecord.value());
    if (hasRawIds(kafkaRecord)) {
      return pseudonymous(event, kafkaRecord, key, payload);
    }
    return received(event, kafkaRecord, key, payload);
  }

  private Received pseudonymous(
      Event event, ConsumerRecord<byte[], byte[]> kafkaRecord, byte[] key, byte[] payload) {
    String viewerId = Pseudonyms.viewerOf(event);
    if (viewerId == null) {
      return received(event, kafkaRecord, key, payloads.of(payload, key, false));
    }
    String pseudonym = pseudonyms.of(viewerId);
    return received(
        Pseudonyms.withViewer(event, pseudonym),
        kafkaRecord,
        pseudonyms.ofKey(key),
        isForeign(kafkaRecord)
            ? PayloadPseudonyms.standIn(payload)
            : payloads.ofValid(payload, viewerId, pseudonym));
  }

  private static Received received(
      Event event, ConsumerRecord<byte[], byte[]> kafkaRecord, byte[] key, byte[] payload) {
    return new Received(
        event,
        Topic.ofName(kafkaRecord.topic()),
        kafkaRecord.partition(),
        kafkaRecord.offset(),
        kafkaRecord.timestamp(),
        key,
        payload);
  }

  private Rejected rejected(
      Topic topic, ConsumerRecord<byte[], byte[]> kafkaRecord, ParsedRecord.Unusable unusable) {
    byte[] key = orNone(kafkaRecord.key());
    byte[] payload = orNone(kafkaRecord.value());
    if (hasRawIds(kafkaRecord)) {
      // A record that cannot be read may have come to a topic that is not its own; a foreign one
      // names its viewer in more places than one.
      boolean unread = unusable.reason() == Reason.MALFORMED || isForeign(kafkaRecord);
      payload =
          unread
              ? PayloadPseudonyms.standIn(payload)
              : payloads.of(payload, key, topic.isOfViewers());
      key = unread || topic.isOfViewers() ? pseudonyms.ofKey(key) : key;
    }
    return new Rejected(
        topic,
        kafkaRecord.partition(),
        kafkaRecord.offset(),
        kafkaRecord.timestamp(),
        key,
        payload,
        unusable.reason(),
        unusable.detail(),
        unusable.eventTime());
  }

  /** Whether viewer ids have to be replaced: there is a secret, and it has not been done before. */
  private boolean hasRawIds(ConsumerRecord<byte[], byte[]> kafkaRecord) {
    return seal != null
        && !seal.isOn(kafkaRecord.headers(), kafkaRecord.topic(), kafkaRecord.value());
  }

  private boolean isForeign(ConsumerRecord<byte[], byte[]> kafkaRecord) {
    return formats.of(Topic.ofName(kafkaRecord.topic())).isForeign();
  }

  private static byte[] orNone(byte[] bytes) {
    return bytes == null ? NONE : bytes;
  }

  @Override
  public TypeInformation<Intake> getProducedType() {
    return Format.INTAKE.info();
  }
}
