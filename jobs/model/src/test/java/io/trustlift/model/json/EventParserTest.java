package io.trustlift.model.json;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.model.AssignmentEvent;
import io.trustlift.model.CredentialEvent;
import io.trustlift.model.DisplayEvent;
import io.trustlift.model.ErasureEvent;
import io.trustlift.model.Event;
import io.trustlift.model.ExperimentEvent;
import io.trustlift.model.Mode;
import io.trustlift.model.OrderEvent;
import io.trustlift.model.ParsedRecord;
import io.trustlift.model.ParsedRecord.Bot;
import io.trustlift.model.ParsedRecord.Unusable;
import io.trustlift.model.ParsedRecord.Valid;
import io.trustlift.model.Reason;
import io.trustlift.model.ScheduleEvent;
import io.trustlift.model.Topic;
import io.trustlift.model.ViewerEvent;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section "Input topics" of the contract, rule by rule. */
class EventParserTest {

  private static final long EVENT_TIME = 1_768_986_769_123L;

  /** What is text but no id, and what is neither. */
  private static final List<String> NO_TEXTS = List.of("5", "1.5", "true", "[]", "[\"a\"]", "{}");

  private static final List<String> TEXTS =
      List.of("\"a\"", "\" \"", "\"\\ud83d\\ude00\"", "\"\ud83d\ude00\"", "\"\\u0000\"", "\"5\"");

  /** The types of fields, each with what it takes and what it does not. */
  @SuppressWarnings("ImmutableEnumChecker") // the lists are immutable
  private enum Type {
    TEXT(with(TEXTS, "\"a|b\""), NO_TEXTS),
    ID(TEXTS, with(NO_TEXTS, "\"|\"", "\"a|b\"", "\"\\u007c\"")),
    TIME(
        List.of("0", "-0", "253402300799999", "\"2009-01-20T10:00:00+01:00\""),
        List.of(
            "-1",
            "253402300800000",
            "9223372036854775808",
            "1".repeat(2_000),
            "1.0",
            "1e12",
            "\"1769950429647\"",
            "\"yesterday\"",
            "\"2009-01-20T10:00:00z\"",
            "true",
            "[]",
            "{}")),
    COUNT(
        List.of("0", "-0", "2147483647"),
        List.of(
            "-1",
            "2147483648",
            "9".repeat(2_000),
            "1.0",
            "0.0",
            "1e2",
            "1E0",
            "\"5\"",
            "\"\"",
            "true",
            "[]",
            "{}")),
    FLAG(List.of("true", "false"), List.of("0", "1", "\"true\"", "\"\"", "[]", "{}")),
    TEXT_ARRAY(
        List.of("[]", "[\"a\",\"\",\"a|b\"]"),
        List.of("\"\"", "\"a\"", "1", "true", "{}", "[1]", "[null]", "[\"a\",[\"b\"]]", "[{}]")),
    MARKET(
        List.of("\"US\"", "\"ZZ\"", "\"\\u0055S\""),
        with(NO_TEXTS, "\"us\"", "\"U\"", "\"USA\"", "\"U \"", "\"\u00dc\u00dc\"", "\"U1\"")),
    CURRENCY(List.of("\"EUR\""), with(NO_TEXTS, "\"EU\"", "\"eur\"", "\"EURO\"", "\"E R\"")),
    AMOUNT(
        List.of(
            "0",
            "0.0",
            "\"0\"",
            "\"007.5000\"",
            "99999999999999.9999",
            "\"99999999999999.9999\"",
            "99999999999999"),
        List.of(
            "-1",
            "-0",
            "\"-1\"",
            "\"+1\"",
            "1e2",
            "1.5E0",
            "\"1e2\"",
            "100000000000000",
            "\"100000000000000\"",
            "0.00000",
            "\"1.00000\"",
            "\"1.\"",
            "\".5\"",
            "\"1.2.3\"",
            "\"1,5\"",
            "\" 1\"",
            "\"\u0661\"",
            "1" + "0".repeat(2_000),
            "true",
            "[]",
            "{}")),
    EVENT_TYPE(
        quoted(
            "join",
            "heartbeat",
            "leave",
            "question",
            "comment",
            "product_click",
            "add_to_cart",
            "share",
            "follow",
            "reply"),
        with(NO_TEXTS, "\"JOIN\"", "\"join \"", "\"dance\"")),
    MODE(quoted("live", "replay"), with(NO_TEXTS, "\"Live\"", "\"recorded\"")),
    ACTION(quoted("show", "hide"), with(NO_TEXTS, "\"SHOW\"", "\"shown\"")),
    PLACEMENT(
        quoted("backdrop", "detail_page", "bullet_scroll", "interlude", "host_mention"),
        with(NO_TEXTS, "\"detail-page\"", "\"poster\"")),
    ORDER_STATUS(quoted("placed", "paid", "cancelled", "refunded"), with(NO_TEXTS, "\"canceled\"")),
    CREDENTIAL_TYPE(
        quoted("authority", "social_proof", "live_demonstration", "interaction"),
        with(NO_TEXTS, "\"proof\"")),
    CREDENTIAL_STATUS(quoted("active", "revoked"), with(NO_TEXTS, "\"Active\"")),
    METRIC(
        quoted(
            "order_rate",
            "revenue_per_viewer",
            "inquiry_rate",
            "orders_per_inquirer",
            "refund_rate",
            "stall_share",
            "watch_minutes"),
        with(NO_TEXTS, "\"orders\"")),
    /** One of the variants that {@link RecordText} has. */
    CONTROL(quoted("a", "b"), with(NO_TEXTS, "\"c\"", "\"A\"", "\"a|b\"")),
    SHARES(
        List.of(
            "{\"a\":1,\"b\":1}",
            "{\"a\":0.5,\"b\":0,\"c\":1e-3}",
            "{\"a\":-0,\"b\":2E5}",
            "{\"a\":\"x\",\"b\":1,\"a\":1}",
            "{\"a\":1,\"b\":1,\"c\":null}",
            "{\"a\":4.9e-324,\"b\":0}"),
        List.of(
            "\"\"",
            "\"a\"",
            "1",
            "true",
            "[]",
            "[1,2]",
            "{}",
            "{\"a\":1}",
            "{\"a\":1,\"b\":null}",
            "{\"a\":0,\"b\":0}",
            "{\"a\":1,\"b\":-0.1}",
            "{\"a\":1,\"b\":\"1\"}",
            "{\"a\":1,\"b\":true}",
            "{\"a\":1,\"b\":[1]}",
            "{\"a\":1,\"b\":{\"c\":1}}",
            "{\"a\":1,\"b\":1,\"b\":\"x\"}",
            "{\"a\":1,\"\":1}",
            "{\"a\":1,\"b|c\":1}",
            "{\"a\":1,\"b\":1e309}",
            "{\"a\":1e308,\"b\":1e308}")),
    POSITIVE(
        List.of("1", "0.05", "1e-3", "2.5E2"),
        List.of("0", "-0.0", "-0.1", "1e-400", "1e309", "\"0.05\"", "\"\"", "true", "[]", "{}"));

    final List<String> takes;
    final List<String> refuses;

    Type(List<String> takes, List<String> refuses) {
      this.takes = takes;
      this.refuses = refuses;
    }

    /** Whether an empty string stands for an absent value. */
    boolean emptyIsAbsent() {
      return this != COUNT
          && this != FLAG
          && this != TEXT_ARRAY
          && this != SHARES
          && this != POSITIVE;
    }

    private static List<String> quoted(String... words) {
      return Stream.of(words).map(word -> '"' + word + '"').toList();
    }

    private static List<String> with(List<String> values, String... more) {
      return Stream.concat(values.stream(), Stream.of(more)).toList();
    }
  }

  private record Field(Topic topic, String name, Type type, boolean required) {
    RecordText with(String json) {
      return RecordText.of(topic).with(name, json);
    }

    RecordText absent() {
      return RecordText.of(topic).without(name);
    }
  }

  private static Field required(Topic topic, String name, Type type) {
    return new Field(topic, name, type, true);
  }

  private static Field optional(Topic topic, String name, Type type) {
    return new Field(topic, name, type, false);
  }

  /** The listed fields as they are in the records of {@link RecordText}. */
  static Stream<Field> fields() {
    Stream<Field> own =
        Stream.of(
            required(Topic.VIEWER_EVENTS, "event_type", Type.EVENT_TYPE),
            required(Topic.VIEWER_EVENTS, "stream_id", Type.ID),
            required(Topic.VIEWER_EVENTS, "viewer_id", Type.ID),
            required(Topic.VIEWER_EVENTS, "market", Type.MARKET),
            optional(Topic.VIEWER_EVENTS, "mode", Type.MODE),
            required(Topic.VIEWER_EVENTS, "in_reply_to", Type.ID),
            optional(Topic.VIEWER_EVENTS, "product_id", Type.TEXT),
            optional(Topic.VIEWER_EVENTS, "language", Type.TEXT),
            optional(Topic.VIEWER_EVENTS, "topic", Type.TEXT),
            optional(Topic.VIEWER_EVENTS, "stall_ms", Type.COUNT),
            optional(Topic.VIEWER_EVENTS, "latency_ms", Type.COUNT),
            optional(Topic.VIEWER_EVENTS, "is_bot", Type.FLAG),
            required(Topic.OVERLAY_DISPLAYS, "display_id", Type.ID),
            required(Topic.OVERLAY_DISPLAYS, "stream_id", Type.ID),
            required(Topic.OVERLAY_DISPLAYS, "action", Type.ACTION),
            required(Topic.OVERLAY_DISPLAYS, "credential_id", Type.ID),
            optional(Topic.OVERLAY_DISPLAYS, "placement", Type.PLACEMENT),
            optional(Topic.OVERLAY_DISPLAYS, "product_id", Type.TEXT),
            // Of the two that stand together, neither may be missing once the other is there.
            required(Topic.OVERLAY_DISPLAYS, "experiment_id", Type.ID),
            required(Topic.OVERLAY_DISPLAYS, "variant", Type.ID),
            required(Topic.ORDERS, "order_id", Type.ID),
            required(Topic.ORDERS, "status", Type.ORDER_STATUS),
            required(Topic.ORDERS, "viewer_id", Type.ID),
            required(Topic.ORDERS, "market", Type.MARKET),
            required(Topic.ORDERS, "amount", Type.AMOUNT),
            required(Topic.ORDERS, "currency", Type.CURRENCY),
            optional(Topic.ORDERS, "stream_id", Type.TEXT),
            optional(Topic.ORDERS, "product_id", Type.TEXT),
            optional(Topic.ORDERS, "quantity", Type.COUNT),
            required(Topic.EXPERIMENT_ASSIGNMENTS, "experiment_id", Type.ID),
            required(Topic.EXPERIMENT_ASSIGNMENTS, "viewer_id", Type.ID),
            required(Topic.EXPERIMENT_ASSIGNMENTS, "variant", Type.ID),
            required(Topic.CREDENTIALS, "credential_id", Type.ID),
            required(Topic.CREDENTIALS, "type", Type.CREDENTIAL_TYPE),
            required(Topic.CREDENTIALS, "kind", Type.TEXT),
            required(Topic.CREDENTIALS, "title", Type.TEXT),
            required(Topic.CREDENTIALS, "status", Type.CREDENTIAL_STATUS),
            optional(Topic.CREDENTIALS, "issuer", Type.TEXT),
            optional(Topic.CREDENTIALS, "scheme", Type.TEXT),
            optional(Topic.CREDENTIALS, "section", Type.TEXT),
            optional(Topic.CREDENTIALS, "owner", Type.TEXT),
            optional(Topic.CREDENTIALS, "evidence_url", Type.TEXT),
            optional(Topic.CREDENTIALS, "valid_from", Type.TIME),
            optional(Topic.CREDENTIALS, "valid_until", Type.TIME),
            optional(Topic.CREDENTIALS, "reviewed_at", Type.TIME),
            optional(Topic.CREDENTIALS, "verified", Type.FLAG),
            optional(Topic.CREDENTIALS, "incentivised", Type.FLAG),
            optional(Topic.CREDENTIALS, "valid_markets", Type.TEXT_ARRAY),
            optional(Topic.CREDENTIALS, "product_ids", Type.TEXT_ARRAY),
            required(Topic.EXPERIMENTS, "experiment_id", Type.ID),
            optional(Topic.EXPERIMENTS, "name", Type.TEXT),
            required(Topic.EXPERIMENTS, "control", Type.CONTROL),
            required(Topic.EXPERIMENTS, "shares", Type.SHARES),
            optional(Topic.EXPERIMENTS, "primary_metric", Type.METRIC),
            optional(Topic.EXPERIMENTS, "planned_effect", Type.POSITIVE),
            required(Topic.SCHEDULE, "stream_id", Type.ID),
            required(Topic.SCHEDULE, "planned_start", Type.TIME),
            optional(Topic.SCHEDULE, "series", Type.TEXT),
            required(Topic.ERASURES, "viewer_id", Type.ID));
    Stream<Field> common =
        Stream.of(Topic.values()).map(topic -> required(topic, "event_id", Type.ID));
    return Stream.concat(common, own);
  }

  @ParameterizedTest
  @MethodSource("fields")
  void aFieldTakesWhatItsTypeAllows(Field field) {
    for (String value : field.type.takes) {
      ParsedRecord parsed = parse(field.with(value));
      assertThat(parsed)
          .as(value)
          .isInstanceOf(
              field.name.equals("is_bot") && value.equals("true") ? Bot.class : Valid.class);
    }
  }

  @ParameterizedTest
  @MethodSource("fields")
  void aFieldRefusesWhatItsTypeDoesNotAllow(Field field) {
    for (String value : field.type.refuses) {
      assertInvalid(parse(field.with(value)), field.name, EVENT_TIME);
    }
  }

  @ParameterizedTest
  @MethodSource("fields")
  void anAbsentFieldIsMissingOnlyWhereItIsRequired(Field field) {
    assertMissing(field, parse(field.absent()));
    assertMissing(field, parse(field.with("null")));
    if (field.type.emptyIsAbsent()) {
      assertMissing(field, parse(field.with("\"\"")));
    }
  }

  private static void assertMissing(Field field, ParsedRecord parsed) {
    if (field.required) {
      assertThat(parsed).isInstanceOf(Unusable.class);
      assertThat(((Unusable) parsed).reason()).isEqualTo(Reason.INVALID);
    } else {
      assertThat(parsed).isInstanceOf(Valid.class);
    }
  }

  @ParameterizedTest
  @EnumSource(Topic.class)
  void everyEventHasATime(Topic topic) {
    RecordText record =
        topic == Topic.VIEWER_EVENTS
            ? RecordText.of(topic).with("mode", "\"live\"")
            : RecordText.of(topic);
    for (String time : Type.TIME.takes) {
      assertThat(parse(record.with("event_time", time))).isInstanceOf(Valid.class);
    }
    for (String time : Type.TIME.refuses) {
      assertInvalid(parse(record.with("event_time", time)), "event_time", Event.NO_TIME);
    }
    for (String time : List.of("null", "\"\"")) {
      assertInvalid(parse(record.with("event_time", time)), "event_time", Event.NO_TIME);
    }
    assertInvalid(parse(record.without("event_time")), "event_time", Event.NO_TIME);
  }

  @Test
  void bothFormsOfATimeAreTheSame() {
    RecordText record = RecordText.of(Topic.ORDERS);
    assertThat(event(record).eventTime()).isEqualTo(EVENT_TIME);
    assertThat(event(record.with("event_time", "1768986769123")).eventTime()).isEqualTo(EVENT_TIME);
    assertThat(event(record.with("event_time", "\"2026-01-21T10:12:49.1239+01:00\"")).eventTime())
        .isEqualTo(EVENT_TIME);
  }

  // What the events hold

  @Test
  void readsAViewerEvent() {
    assertThat(event(RecordText.of(Topic.VIEWER_EVENTS)))
        .isEqualTo(
            new ViewerEvent(
                "e-1",
                EVENT_TIME,
                ViewerEvent.Type.REPLY,
                "s-1",
                "v-1",
                "US",
                Mode.REPLAY,
                "q-1",
                1_768_900_000_000L,
                1_200,
                80,
                "price",
                "en"));
  }

  @Test
  void readsADisplayEvent() {
    assertThat(event(RecordText.of(Topic.OVERLAY_DISPLAYS)))
        .isEqualTo(
            new DisplayEvent(
                "e-1", EVENT_TIME, "d-1", "s-1", true, "c-1", "backdrop", "p-1", "x-1", "b"));
  }

  @Test
  void readsAnOrderEvent() {
    assertThat(event(RecordText.of(Topic.ORDERS)))
        .isEqualTo(
            new OrderEvent(
                "e-1",
                EVENT_TIME,
                "o-1",
                OrderEvent.Status.PAID,
                "v-1",
                "DE",
                new BigDecimal("19.90"),
                "EUR",
                "s-1"));
  }

  @Test
  void readsAnAssignmentEvent() {
    assertThat(event(RecordText.of(Topic.EXPERIMENT_ASSIGNMENTS)))
        .isEqualTo(new AssignmentEvent("e-1", EVENT_TIME, "x-1", "v-1", "b"));
  }

  @Test
  void readsACredentialEvent() {
    assertThat(event(RecordText.of(Topic.CREDENTIALS)))
        .isEqualTo(
            new CredentialEvent(
                "e-1",
                EVENT_TIME,
                "c-1",
                "authority",
                "certificate",
                "ISO 9001",
                true,
                "TUV",
                "iso",
                "quality",
                "ops",
                "https://example.com/9001",
                1_000,
                2_000,
                1_500,
                true,
                false,
                List.of("US", "DE"),
                List.of()));
  }

  @Test
  void readsAnExperimentEvent() {
    assertThat(event(RecordText.of(Topic.EXPERIMENTS)))
        .isEqualTo(
            new ExperimentEvent(
                "e-1",
                EVENT_TIME,
                "x-1",
                "Certificates on the backdrop",
                "a",
                List.of("a", "b"),
                List.of(0.25, 0.75),
                "revenue_per_viewer",
                0.05,
                1_000,
                2_000));
  }

  @Test
  void readsAnErasure() {
    assertThat(event(RecordText.of(Topic.ERASURES)))
        .isEqualTo(new ErasureEvent("e-1", EVENT_TIME, "v-1"));
  }

  @Test
  void readsAPlannedStream() {
    RecordText plan = RecordText.of(Topic.SCHEDULE);
    assertThat(event(plan))
        .isEqualTo(new ScheduleEvent("e-1", EVENT_TIME, "s-1", 3_000, "Tuesdays", true));
    assertThat(event(plan.without("status").without("series")))
        .isEqualTo(new ScheduleEvent("e-1", EVENT_TIME, "s-1", 3_000, "", false));
    assertInvalid(parse(plan.with("status", "\"perhaps\"")), "status", EVENT_TIME);
  }

  @Test
  void whatAnExperimentDoesNotStateHasAMeaning() {
    RecordText bare = RecordText.of(Topic.EXPERIMENTS);
    for (String field :
        List.of("name", "primary_metric", "planned_effect", "started_at", "ended_at")) {
      bare = bare.without(field);
    }
    ExperimentEvent event = (ExperimentEvent) event(bare);
    assertThat(event.name()).isEmpty();
    assertThat(event.primaryMetric()).isEqualTo("order_rate");
    assertThat(event.plannedEffect()).isNull();
    assertThat(event.startedAt()).isEqualTo(EVENT_TIME);
    assertThat(event.endedAt()).isEqualTo(Event.NO_TIME);
  }

  @Test
  void variantsAreInTheOrderOfTheirCodePointsAndSharesAddUpToOne() {
    ExperimentEvent event =
        (ExperimentEvent)
            event(
                RecordText.of(Topic.EXPERIMENTS)
                    .with("shares", "{\"\ud83d\ude00\":2,\"\ue000\":1,\"a\":-0.0,\"b\":1}"));
    assertThat(event.variants()).containsExactly("a", "b", "\ue000", "\ud83d\ude00");
    assertThat(event.shares()).containsExactly(0.0, 0.25, 0.25, 0.5);
  }

  @Test
  void anExperimentEndsAfterItStarted() {
    RecordText record = RecordText.of(Topic.EXPERIMENTS);
    assertThat(parse(record.with("ended_at", "1001"))).isInstanceOf(Valid.class);
    assertInvalid(parse(record.with("ended_at", "1000")), "ended_at", EVENT_TIME);
    assertInvalid(parse(record.with("started_at", "\"soon\"")), "started_at", EVENT_TIME);
    assertInvalid(parse(record.with("ended_at", "1.5")), "ended_at", EVENT_TIME);
    assertInvalid(parse(record.without("started_at")), "ended_at", EVENT_TIME);
  }

  @Test
  void nothingOfARecordStaysForTheNext() {
    EventParser parser = new EventParser();
    RecordText full = RecordText.of(Topic.CREDENTIALS);
    RecordText bare = full;
    for (String field :
        List.of("issuer", "valid_from", "verified", "valid_markets", "evidence_url")) {
      bare = bare.without(field);
    }
    parser.parse(Topic.CREDENTIALS, full.bytes());
    CredentialEvent event =
        (CredentialEvent) ((Valid) parser.parse(Topic.CREDENTIALS, bare.bytes())).event();

    assertThat(event.issuer()).isEmpty();
    assertThat(event.validFrom()).isEqualTo(Event.NO_TIME);
    assertThat(event.verified()).isNull();
    assertThat(event.validMarkets()).isEmpty();
  }

  // What depends on another field

  @Test
  void onlyAReplyMustNameTheQuestion() {
    RecordText record = RecordText.of(Topic.VIEWER_EVENTS).without("in_reply_to");
    assertInvalid(parse(record), "in_reply_to", EVENT_TIME);
    assertThat(parse(record.with("event_type", "\"question\""))).isInstanceOf(Valid.class);
  }

  @Test
  void aReplayTellsTheInstantOfTheRecordingNotAfterItsOwnTime() {
    RecordText replay = RecordText.of(Topic.VIEWER_EVENTS).with("event_time", "1000");
    assertThat(parse(replay.with("media_time", "1000"))).isInstanceOf(Valid.class);
    assertInvalid(parse(replay.with("media_time", "1001")), "media_time", 1000);
    assertInvalid(parse(replay.with("media_time", "null")), "media_time", 1000);
    assertInvalid(parse(replay.with("media_time", "\"\"")), "media_time", 1000);
    assertInvalid(parse(replay.without("media_time")), "media_time", 1000);
  }

  @Test
  void inALiveVisitOnlyTheTypeOfMediaTimeIsChecked() {
    RecordText live = RecordText.of(Topic.VIEWER_EVENTS).with("mode", "\"live\"");
    assertThat(parse(live.without("media_time"))).isInstanceOf(Valid.class);
    ViewerEvent event = (ViewerEvent) event(live.with("media_time", "253402300799999"));
    assertThat(event.mediaTime()).isEqualTo(Event.NO_TIME);
    assertInvalid(parse(live.with("media_time", "\"soon\"")), "media_time", EVENT_TIME);
    assertThat(((ViewerEvent) event(live.without("mode"))).mode()).isEqualTo(Mode.LIVE);
  }

  @Test
  void onlyAShowMustNameTheCredential() {
    RecordText record = RecordText.of(Topic.OVERLAY_DISPLAYS).without("credential_id");
    assertInvalid(parse(record), "credential_id", EVENT_TIME);
    assertThat(parse(record.with("action", "\"hide\""))).isInstanceOf(Valid.class);
    assertInvalid(
        parse(record.with("action", "\"hide\"").with("credential_id", "\"|\"")),
        "credential_id",
        EVENT_TIME);
  }

  @Test
  void experimentAndVariantStandTogetherOrNotAtAll() {
    RecordText record = RecordText.of(Topic.OVERLAY_DISPLAYS);
    assertInvalid(parse(record.without("variant")), "experiment_id", EVENT_TIME);
    assertInvalid(parse(record.with("experiment_id", "\"\"")), "experiment_id", EVENT_TIME);
    assertThat(parse(record.without("variant").with("experiment_id", "null")))
        .isInstanceOf(Valid.class);
  }

  @Test
  void aBotsEventIsABotsOnlyWhenItIsValid() {
    RecordText bot = RecordText.of(Topic.VIEWER_EVENTS).with("is_bot", "true");
    assertThat(parse(bot)).isEqualTo(new Bot(EVENT_TIME));
    assertInvalid(parse(bot.with("market", "\"us\"")), "market", EVENT_TIME);
    assertThat(parse(RecordText.of(Topic.ORDERS).with("is_bot", "true")))
        .as("not a field of orders")
        .isInstanceOf(Valid.class);
  }

  // JSON

  @Test
  void ofARepeatedNameTheLastCounts() {
    String json = RecordText.of(Topic.ORDERS).json();
    String before = "{\"market\":[1],\"amount\":{\"a\":\"b\"},\"quantity\":\"x\",";
    assertThat(parse(Topic.ORDERS, before + json.substring(1))).isInstanceOf(Valid.class);

    String after = json.substring(0, json.length() - 1) + ",\"mark\\u0065t\":\"FR\"}";
    OrderEvent event = (OrderEvent) ((Valid) parse(Topic.ORDERS, after)).event();
    assertThat(event.market()).isEqualTo("FR");

    String wrongAtLast = json.substring(0, json.length() - 1) + ",\"market\":[1]}";
    assertInvalid(parse(Topic.ORDERS, wrongAtLast), "market", EVENT_TIME);
    String nullAtLast = json.substring(0, json.length() - 1) + ",\"market\":null}";
    assertInvalid(parse(Topic.ORDERS, nullAtLast), "market", EVENT_TIME);
  }

  static Stream<String> anything() {
    return Stream.of(
        "null",
        "1" + "0".repeat(2_000),
        "-0." + "3".repeat(2_000) + "e-99999999999",
        "1e999999999999",
        "\"" + "x".repeat(60_000) + "\"",
        "[1,[true,{\"event_id\":5,\"market\":[]}],null]",
        "{\"event_id\":5,\"viewer_id\":{\"viewer_id\":[]}}",
        "\"\\u0000\\n\\\"\\\\\"");
  }

  @ParameterizedTest
  @MethodSource("anything")
  void anUnlistedFieldMayHoldAnything(String json) {
    RecordText record = RecordText.of(Topic.EXPERIMENT_ASSIGNMENTS);
    assertThat(parse(record.with("note", json))).isEqualTo(new Valid(event(record)));
  }

  @Test
  void thousandsOfUnlistedFieldsAreIgnored() {
    RecordText record = RecordText.of(Topic.EXPERIMENT_ASSIGNMENTS);
    String more =
        String.join(",", IntStream.range(0, 6_000).mapToObj(i -> "\"f" + i + "\":1").toList());
    assertThat(parse(record.topic(), "{" + more + "," + record.json().substring(1)))
        .isEqualTo(new Valid(event(record)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "1",
        "\"{}\"",
        "[]",
        "[{}]",
        "{",
        "}",
        "{}{}",
        "{} x",
        "{},",
        "{,}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{\"a\":1 \"b\":2}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":'b'}",
        "{\"a\":01}",
        "{\"a\":+1}",
        "{\"a\":.5}",
        "{\"a\":1.}",
        "{\"a\":1e}",
        "{\"a\":-}",
        "{\"a\":0x1}",
        "{\"a\":1_000}",
        "{\"a\":NaN}",
        "{\"a\":Infinity}",
        "{\"a\":-Infinity}",
        "{\"a\":True}",
        "{\"a\":nul}",
        "{\"a\":truex}",
        "{\"a\":[1,]}",
        "{\"a\":[1}",
        "{\"a\":\"b}",
        "{\"a\":\"\t\"}",
        "{\"a\":\"\n\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12g4\"}",
        "{\"a\":\"\\ud83d\"}",
        "{\"a\":\"\\uDE00\"}",
        "{\"a\":\"\\ude00\\ud83d\"}",
        "{\"a\":\"\\ud83d\\\\ude00\"}",
        "{\"a\":\"\\ud83d\\ud83d\\ude00\"}",
        "{\"\\ud83d\":1}",
        "{\"a\":[{\"b\":\"\\ud83dx\"}]}",
        "{/**/}",
        "{\"a\":1}//",
        "#\n{}",
        "{}\f",
        "\u00a0{}",
        "\u2028{}",
        "\ufeff{}",
        "{}\ufeff"
      })
  void whatIsNotStrictlyAnObjectIsMalformed(String json) {
    assertMalformed(parse(Topic.VIEWER_EVENTS, json));
  }

  @Test
  void aMistakeBehindAValidObjectIsMalformedStill() {
    String json = RecordText.of(Topic.ORDERS).json();
    assertThat(parse(Topic.ORDERS, " \t\r\n" + json + " \t\r\n")).isInstanceOf(Valid.class);
    for (String rest : List.of("x", "{}", "]", ",", "\u0000", "null")) {
      assertMalformed(parse(Topic.ORDERS, json + rest));
    }
    assertMalformed(parse(RecordText.of(Topic.ORDERS).with("note", "\"\\udc00\"")));
  }

  @Test
  void anEscapedBackslashBeginsNoEscape() {
    RecordText record = RecordText.of(Topic.CREDENTIALS).with("title", "\"\\\\ud83d\"");
    assertThat(((CredentialEvent) event(record)).title()).isEqualTo("\\ud83d");
  }

  @Test
  void nulBytesAreMalformedWhereverTheyStand() {
    String json = RecordText.of(Topic.ORDERS).json();
    for (int at : new int[] {0, 1, 5, json.length() - 1, json.length()}) {
      assertMalformed(parse(Topic.ORDERS, json.substring(0, at) + '\u0000' + json.substring(at)));
    }
  }

  @ParameterizedTest
  @MethodSource("notUtf8")
  void bytesThatAreNotUtf8AreMalformed(int[] bytes) {
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    String json = RecordText.of(Topic.ORDERS).with("note", "\"#\"").json();
    record.writeBytes(json.substring(0, json.indexOf('#')).getBytes(UTF_8));
    for (int b : bytes) {
      record.write(b);
    }
    record.writeBytes(json.substring(json.indexOf('#') + 1).getBytes(UTF_8));
    assertMalformed(new EventParser().parse(Topic.ORDERS, record.toByteArray()));
  }

  static List<int[]> notUtf8() {
    return List.of(
        new int[] {0xFF},
        new int[] {0x80},
        new int[] {0xC0, 0x80},
        new int[] {0xC1, 0xBF},
        new int[] {0xE2, 0x82},
        new int[] {0xE0, 0x80, 0x80},
        new int[] {0xED, 0xA0, 0x80},
        new int[] {0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80},
        new int[] {0xF0, 0x80, 0x80, 0x80},
        new int[] {0xF4, 0x90, 0x80, 0x80},
        new int[] {0xF8, 0x88, 0x80, 0x80, 0x80});
  }

  @Test
  void otherEncodingsAreMalformed() {
    assertMalformed(
        new EventParser().parse(Topic.ORDERS, RecordText.of(Topic.ORDERS).json().getBytes(UTF_16)));
  }

  @Test
  void noValueIsMalformed() {
    assertMalformed(new EventParser().parse(Topic.ORDERS, null));
  }

  @Test
  void nestsSixtyFourLevelsTheOuterObjectBeingTheFirst() {
    RecordText record = RecordText.of(Topic.ORDERS);
    assertThat(parse(record.with("note", "[".repeat(63) + "]".repeat(63))))
        .isInstanceOf(Valid.class);
    assertMalformed(parse(record.with("note", "[".repeat(64) + "]".repeat(64))));
    assertMalformed(parse(record.with("note", "{\"a\":".repeat(64) + "1" + "}".repeat(64))));
    assertMalformed(parse(record.with("market", "[".repeat(64) + "]".repeat(64))));
    assertThat(parse(record.with("note", "[" + "[[]],".repeat(1_000) + "{}]")))
        .isInstanceOf(Valid.class);
  }

  @Test
  void holdsSixtyFourKibibytesAndNotAByteMore() {
    RecordText empty = RecordText.of(Topic.ORDERS).with("note", "\"\"");
    int room = 65_536 - empty.bytes().length;
    RecordText full = empty.with("note", "\"" + "x".repeat(room) + "\"");
    assertThat(full.bytes()).hasSize(65_536);
    assertThat(parse(full)).isInstanceOf(Valid.class);
    assertMalformed(parse(Topic.ORDERS, full.json() + " "));
    assertMalformed(parse(empty.with("note", "\"" + "x".repeat(room - 1) + "\u00e9\"")));
    assertThat(parse(empty.with("note", "1".repeat(room + 2)))).isInstanceOf(Valid.class);
    assertThat(parse(empty.with("product_id", "\"" + "x".repeat(room) + "\"")))
        .isInstanceOf(Valid.class);
  }

  private static ParsedRecord parse(RecordText record) {
    return new EventParser().parse(record.topic(), record.bytes());
  }

  private static ParsedRecord parse(Topic topic, String json) {
    return new EventParser().parse(topic, json.getBytes(UTF_8));
  }

  private static Event event(RecordText record) {
    ParsedRecord parsed = parse(record);
    assertThat(parsed).isInstanceOf(Valid.class);
    return ((Valid) parsed).event();
  }

  private static void assertMalformed(ParsedRecord parsed) {
    assertThat(parsed).isInstanceOf(Unusable.class);
    Unusable unusable = (Unusable) parsed;
    assertThat(unusable.reason()).isEqualTo(Reason.MALFORMED);
    assertThat(unusable.eventTime()).isEqualTo(Event.NO_TIME);
  }

  private static void assertInvalid(ParsedRecord parsed, String field, long eventTime) {
    assertThat(parsed).isInstanceOf(Unusable.class);
    Unusable unusable = (Unusable) parsed;
    assertThat(unusable.reason()).isEqualTo(Reason.INVALID);
    assertThat(unusable.detail()).startsWith(field + " ");
    assertThat(unusable.eventTime()).isEqualTo(eventTime);
  }
}
