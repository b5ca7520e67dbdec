package io.trustlift.report.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over tables that are told what to say. */
class AnswersTest {

  private static final Filters DEFAULTS = Filters.parse(null);
  private static final Panel TOTALS = Panels.named("totals");

  private final AtomicLong now = new AtomicLong();
  private final AtomicInteger version = new AtomicInteger(1);
  private final AtomicInteger asked = new AtomicInteger();
  private final List<Map<String, String>> parameters = new ArrayList<>();
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private Answers answers;

  @BeforeEach
  void open() throws IOException {
    answers = new Answers(this::rows, now::get);
  }

  @AfterEach
  void close() {
    answers.close();
  }

  @Test
  void asksOnceAndGivesTheSameAgain() throws IOException {
    assertThat(totals()).isEqualTo(1);
    assertThat(totals()).isEqualTo(1);
    assertThat(asked).hasValue(1);
    assertThat(parameters)
        .containsExactly(
            Map.of(
                "mode", "live",
                "from", "2026-03-02 18:00:00.000",
                "to", "2026-03-02 19:01:00.000"));
  }

  @Test
  void theSameQuestionAtOnceIsAskedOnce() throws Exception {
    gate = new CountDownLatch(1);
    ExecutorService readers = Executors.newFixedThreadPool(4);
    List<Future<Integer>> got = new ArrayList<>();
    for (int reader = 0; reader < 4; reader++) {
      got.add(readers.submit(this::totals));
    }
    Awaitility.await().until(() -> asked.get() == 1);
    gate.countDown();
    for (Future<Integer> one : got) {
      assertThat(one.get()).isEqualTo(1);
    }
    readers.shutdown();
    assertThat(asked).hasValue(1);
  }

  @Test
  void whatHasChangedIsGivenAtOnceAndAskedAnewBehind() throws IOException {
    totals();
    version.set(2);
    now.addAndGet(Duration.ofSeconds(2).toNanos());
    assertThat(totals()).as("the old one, without waiting").isEqualTo(1);

    Awaitility.await().until(() -> totals() == 2);
    assertThat(answers.of(TOTALS, DEFAULTS).refreshing()).isFalse();
    assertThat(answers.of(TOTALS, DEFAULTS).answer().stamp().version()).isEqualTo("2");
    assertThat(asked).hasValue(2);
  }

  @Test
  void whatIsOldIsAskedAnewThoughNothingSeemsToHaveChanged() throws IOException {
    totals();
    now.addAndGet(Duration.ofMinutes(11).toNanos());
    assertThat(answers.of(TOTALS, DEFAULTS).refreshing()).isTrue();

    Awaitility.await().until(() -> asked.get() == 2);
  }

  @Test
  void otherFiltersAreOtherQuestions() throws IOException {
    totals();
    answers.of(TOTALS, Filters.parse("mode=all"));
    answers.of(TOTALS, Filters.parse("range=7d"));
    answers.of(TOTALS, Filters.parse("market=DE")); // kept out of the rows afterwards
    assertThat(asked).hasValue(3);
  }

  @Test
  void aRefusalIsToldAndNotKept() {
    version.set(-1);
    assertThatThrownBy(this::totals)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("refused");

    version.set(1);
    Awaitility.await().ignoreExceptions().until(() -> totals() == 1);
  }

  private int totals() throws IOException {
    return answers.of(TOTALS, DEFAULTS).answer().rows().get(0).get("version").asInt();
  }

  private byte[] rows(String sql, Map<String, String> values) {
    if (sql.equals(Stamp.SQL)) {
      return json(
          "[{\"first\": \"2026-03-02 18:00:00.000\", \"through\": \"2026-03-02 19:00:10.000\", \"end\": \"2026-03-02"
              + " 19:01:00.000\", \"version\": \""
              + version
              + "\"}]");
    }
    asked.incrementAndGet();
    parameters.add(values);
    if (version.get() < 0) {
      throw new IllegalStateException("refused");
    }
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return json("[{\"version\": " + version + "}]");
  }

  private static byte[] json(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
