package io.trustlift.local.redrive;

import static io.trustlift.local.redrive.Letters.NOW;
import static io.trustlift.local.redrive.Letters.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.adapters.SourceFormats;
import io.trustlift.attribution.ViewerIdSecret;
import io.trustlift.attribution.intake.RecordParser;
import io.trustlift.model.Reason;
import io.trustlift.model.Topic;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JudgeTest {

  private static final ViewerIdSecret SECRET = ViewerIdSecret.of("a secret for tests", "a test");
  private static final String JOIN = Letters.viewerEvent("e1", "join", NOW, "v1");
  private static final String CUT = JOIN.replace("}", "");

  private static Verdict judge(DeadLetter letter, String value, ViewerIdSecret secret) {
    return new Judge(new RecordParser(SourceFormats.CONTRACT), secret, NOW)
        .judge(letter, utf8(value));
  }

  private static Verdict judge(DeadLetter letter, String value) {
    return judge(letter, value, ViewerIdSecret.NONE);
  }

  private static Consumer<Verdict> refused(String... words) {
    return verdict ->
        assertThat(verdict)
            .isInstanceOfSatisfying(
                Verdict.Refused.class, why -> assertThat(why.why()).contains(words));
  }

  private static Outgoing sent(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Send.class);
    return ((Verdict.Send) verdict).outgoing();
  }

  private static DeadLetter malformed(String key) {
    return Letters.waiting(Topic.VIEWER_EVENTS, Reason.MALFORMED, key, CUT);
  }

  @Test
  void whatWasRepairedGoesToWhereItStood() {
    Outgoing outgoing = sent(judge(malformed("v1"), JOIN));
    assertThat(outgoing.letter()).isEqualTo(new Position(Topic.VIEWER_EVENTS, 1, 7));
    assertThat(outgoing.partition()).isEqualTo(1);
    assertThat(outgoing.key()).asString().isEqualTo("v1");
    assertThat(outgoing.value()).asString().isEqualTo(JOIN);
    assertThat(outgoing.pseudonymous()).isFalse();
    assertThat(outgoing.eventHash()).matches("[0-9a-f]{64}");
  }

  /** A record without a key, or with one that turned out to be wrong, gets the contract's. */
  @ParameterizedTest
  @CsvSource({"''", "somebody"})
  void theKeyIsThatOfTheRepairedValue(String key) {
    Outgoing outgoing = sent(judge(malformed(key), JOIN));
    assertThat(outgoing.partition()).isNull();
    assertThat(outgoing.key()).asString().isEqualTo("v1");
  }

  @Test
  void whatWouldBeRejectedAgainIsRefusedWithTheReason() {
    assertThat(judge(malformed("v1"), CUT))
        .satisfies(refused("rejected again as malformed", "not JSON"));
    assertThat(judge(malformed("v1"), JOIN.replace("DE", "de")))
        .satisfies(refused("rejected again as invalid", "market"));
    assertThat(judge(malformed("v1"), Letters.viewerEvent("e1", "join", NOW + 300_001, "v1")))
        .satisfies(refused("rejected again as future"));
  }

  @Test
  void whatTheSourceReadsNowGoesAsItIs() {
    DeadLetter future =
        Letters.waiting(
            Topic.VIEWER_EVENTS,
            Reason.FUTURE,
            "v1",
            Letters.viewerEvent("e1", "join", NOW + 300_000, "v1"));
    Outgoing outgoing =
        sent(judge(future, new String(future.payload(), java.nio.charset.StandardCharsets.UTF_8)));
    assertThat(outgoing.value()).isEqualTo(future.payload());
  }

  @Test
  void aBotsEventHasNoIdToBeKnownBy() {
    assertThat(sent(judge(malformed("v1"), JOIN.replace("}", ",\"is_bot\":true}"))).eventHash())
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource(value = DeadLetter.Status.class, mode = EnumSource.Mode.EXCLUDE, names = "WAITING")
  void whatDoesNotWaitIsSettled(DeadLetter.Status status) {
    assertThat(judge(Letters.with(malformed("v1"), status), JOIN))
        .isInstanceOf(Verdict.Settled.class);
  }

  @Test
  void whatIsLateStaysLate() {
    String value = Letters.order("e1", "placed", NOW - 60_000, "v1");
    DeadLetter late = Letters.waiting(Topic.ORDERS, Reason.LATE, "v1", value);
    assertThat(judge(late, value)).satisfies(refused("final", "event_id", "infra/trustlift run"));
    assertThat(judge(late, value.replace("e1", "e2")))
        .satisfies(refused("late by its event_time", "infra/trustlift run"));
    assertThat(judge(late, Letters.order("e2", "placed", NOW, "v1")))
        .isInstanceOf(Verdict.Send.class);
  }

  @Test
  void anOrphanNeedsAnIdAndATimeOfItsOwn() {
    String value = Letters.display("e1", "hide", NOW - 60_000);
    DeadLetter orphan = Letters.waiting(Topic.OVERLAY_DISPLAYS, Reason.ORPHAN_HIDE, "s1", value);
    assertThat(judge(orphan, value)).satisfies(refused("event_id counts as seen"));
    assertThat(judge(orphan, Letters.display("e2", "hide", NOW - 60_000)))
        .satisfies(refused("late"));
    assertThat(judge(orphan, Letters.display("e2", "hide", NOW))).isInstanceOf(Verdict.Send.class);
  }

  @ParameterizedTest
  @CsvSource({"show", "hide"})
  void aDisplayBehindTheWatermarkIsRefused(String action) {
    DeadLetter letter = Letters.waiting(Topic.OVERLAY_DISPLAYS, Reason.MALFORMED, "s1", "{");
    assertThat(judge(letter, Letters.display("e1", action, NOW - 10_000)))
        .satisfies(refused("the watermark has passed it"));
    assertThat(judge(letter, Letters.display("e1", action, NOW - 9_999)))
        .isInstanceOf(Verdict.Send.class);
  }

  /** Beyond the ids that the job remembers only what replaces its own row may come twice. */
  @Test
  void aViewerEventOverADayOldIsRefused() {
    long dayAgo = NOW - 86_400_000;
    assertThat(judge(malformed("v1"), Letters.viewerEvent("e1", "join", dayAgo + 600_000, "v1")))
        .satisfies(refused("over a day old", "infra/trustlift run"));
    assertThat(judge(malformed("v1"), Letters.viewerEvent("e1", "join", dayAgo + 600_001, "v1")))
        .isInstanceOf(Verdict.Send.class);
    assertThat(judge(malformed("v1"), Letters.viewerEvent("e1", "reply", dayAgo, "v1")))
        .isInstanceOf(Verdict.Send.class);
    assertThat(
            judge(
                Letters.waiting(Topic.ORDERS, Reason.INVALID, "v1", "{}"),
                Letters.order("e1", "paid", dayAgo, "v1")))
        .isInstanceOf(Verdict.Send.class);
  }

  @Test
  void withASecretOnlyThePseudonymOfTheDeadLetterIsOne() {
    String pseudonym = SECRET.apply("v1");
    String wrong = Letters.viewerEvent("e1", "dance", NOW, pseudonym);
    DeadLetter letter = Letters.waiting(Topic.VIEWER_EVENTS, Reason.INVALID, pseudonym, wrong);

    Outgoing kept = sent(judge(letter, wrong.replace("dance", "join"), SECRET));
    assertThat(kept.pseudonymous()).isTrue();
    assertThat(kept.key()).asString().isEqualTo(pseudonym);
    assertThat(kept.partition()).isEqualTo(1);

    Outgoing raw = sent(judge(letter, JOIN, SECRET));
    assertThat(raw.pseudonymous()).isFalse();
    assertThat(raw.key()).asString().isEqualTo("v1");
    assertThat(raw.partition()).isNull();

    // One event, however it is told.
    assertThat(raw.eventHash()).isEqualTo(kept.eventHash());
  }

  @Test
  void bytesThatWereNotKeptCannotBeSent() {
    String standIn = "{\"sha256\":\"" + "0a".repeat(32) + "\",\"bytes\":12}";
    DeadLetter letter =
        Letters.waiting(Topic.VIEWER_EVENTS, Reason.MALFORMED, SECRET.apply("v1"), standIn);
    assertThat(judge(letter, standIn, SECRET)).satisfies(refused("not kept", "export"));
    assertThat(sent(judge(letter, JOIN, SECRET)).pseudonymous()).isFalse();
  }
}
