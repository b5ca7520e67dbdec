package io.trustlift.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.model.CredentialEvent;
import io.trustlift.model.Event;
import io.trustlift.model.ExperimentEvent;
import io.trustlift.model.Mode;
import io.trustlift.model.OrderEvent;
import io.trustlift.model.Reason;
import io.trustlift.model.Received;
import io.trustlift.model.Rejected;
import io.trustlift.model.Topic;
import io.trustlift.model.ViewerEvent;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read back. State machines are in the tests of what they do. */
class CodecTest {

  static List<Event> events() {
    return List.of(
        Samples.live("e", 0, ViewerEvent.Type.JOIN),
        Samples.replay("e", 1, 253_402_300_799_999L),
        new ViewerEvent(
            "e",
            253_402_300_799_999L,
            ViewerEvent.Type.REPLY,
            "s",
            "\uD83D\uDE00",
            "US",
            Mode.LIVE,
            "q",
            Event.NO_TIME,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            "returns",
            ""),
        Samples.show("e", 5),
        Samples.hide("e", 5),
        Samples.order("e", 5, OrderEvent.Status.REFUNDED),
        Samples.assignment("e", 5, "b"),
        Samples.entry("e", 5),
        Samples.experiment("e", 5),
        Samples.plan("p", 6),
        new ExperimentEvent(
            "e",
            5,
            "x",
            "",
            "\uD83D\uDE00",
            List.of("b", "\uD83D\uDE00"),
            List.of(Double.MIN_VALUE, 1.0),
            "watch_minutes",
            0.05,
            0,
            253_402_300_799_999L),
        new CredentialEvent(
            "e",
            5,
            "c",
            "interaction",
            "k",
            "t",
            true,
            "i",
            "s",
            "x",
            "o",
            "u",
            1,
            2,
            3,
            true,
            false,
            List.of("US", ""),
            List.of("p")));
  }

  @ParameterizedTest
  @MethodSource("events")
  void events(Event event) {
    assertThat(Samples.copy(event, EventCodec::writeEvent, EventCodec::readEvent)).isEqualTo(event);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0000", "0.0001", "19.9000", "99999999999999.9999"})
  void amounts(String amount) {
    BigDecimal value = new BigDecimal(amount);
    assertThat(Samples.copy(value, EventCodec::writeAmount, EventCodec::readAmount))
        .isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "5", "19.9", "007"})
  void amountsComeBackWithFourDigitsAfterThePoint(String amount) {
    BigDecimal value = new BigDecimal(amount);
    assertThat(Samples.copy(value, EventCodec::writeAmount, EventCodec::readAmount))
        .isEqualTo(value.setScale(4));
  }

  @Test
  void receivedEventsKeepTheirBytes() {
    byte[] key = {0, -1};
    byte[] payload = new byte[65_536];
    Received received = new Received(Samples.show("e", 5), 7, 1L << 40, -1, key, payload);

    Received copy = Samples.copy(received, EventCodec::writeReceived, EventCodec::readReceived);

    assertThat(copy).usingRecursiveComparison().isEqualTo(received);
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void rejectedRecords(Reason reason) {
    Rejected rejected =
        new Rejected(
            Topic.ORDERS, 3, 9, 11, new byte[0], new byte[] {1, 2}, reason, "why", Event.NO_TIME);

    Rejected copy = Samples.copy(rejected, EventCodec::writeRejected, EventCodec::readRejected);

    assertThat(copy).usingRecursiveComparison().isEqualTo(rejected);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 127, 128, 16_383, 16_384, 65_536, Integer.MAX_VALUE})
  void numbers(int number) {
    assertThat(Samples.copy(number, Codec::writeVarInt, Codec::readVarInt)).isEqualTo(number);
  }

  @Test
  void textsLongerThanWriteUtfAllows() {
    String text = "\u20ac".repeat(30_000);
    assertThat(Samples.copy(text, Codec::writeText, Codec::readText)).isEqualTo(text);
  }

  @Test
  void listsCanGrowOnceTheyAreRead() {
    List<String> copy =
        Samples.copy(
            List.of("a"),
            (out, list) -> Codec.writeList(out, list, Codec::writeText),
            in -> Codec.readList(in, Codec::readText));
    copy.add("b");
    assertThat(copy).containsExactly("a", "b");
  }

  @ParameterizedTest
  @EnumSource(DisplayChange.Kind.class)
  void displayChanges(DisplayChange.Kind kind) {
    DisplayChange change =
        new DisplayChange(kind, new Display("d", "s", "c", "p", "q", "x", "b", -1, 1L << 50));
    assertThat(Samples.copy(change, (out, c) -> c.write(out), DisplayChange::read))
        .isEqualTo(change);
  }
}
