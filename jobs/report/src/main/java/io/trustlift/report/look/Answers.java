package io.trustlift.report.look;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers, kept: some views take the engine a second or two to plan whatever the data. An answer is
 * given at once if there is one; where the tables have changed since, it is asked for anew in the
 * background and the next request has the new one. The same question is never asked twice at once.
 */
final class Answers implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** As many questions at once; more would only slow each other down. */
  private static final int THREADS = 3;

  private static final long MAX_BYTES = 64L << 20;
  private static final Duration UNUSED_FOR = Duration.ofMinutes(30);

  /**
   * Kept answers are asked for anew after this, changed tables or not: erasures leave no new block.
   */
  private static final Duration OLD = Duration.ofMinutes(10);

  private static final Duration STAMP_EVERY = Duration.ofSeconds(1);

  /** On tables that change all the time, asking anew takes a fifth of the time at most. */
  private static final int REST = 4;

  private record Key(Panel panel, Map<String, String> values, TimeRange range) {}

  /**
   * An answer with what is known of it now.
   *
   * @param refreshing whether a newer one is on its way
   */
  record Given(Answer answer, boolean refreshing) {}

  private final Rows tables;
  private final LongSupplier nanos;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, Answers::daemon);
  private final AsyncLoadingCache<Key, Answer> cache;
  private final AtomicBoolean looking = new AtomicBoolean();
  private volatile Stamp stamp;
  private volatile long stampedAt;

  /**
   * Over these tables.
   *
   * @throws IOException when they cannot be reached
   */
  Answers(Rows tables) throws IOException {
    this(tables, System::nanoTime);
  }

  /**
   * Likewise, with a clock.
   *
   * @param nanos as {@link System#nanoTime()}
   */
  Answers(Rows tables, LongSupplier nanos) throws IOException {
    this.tables = tables;
    this.nanos = nanos;
    this.stamp = askStamp();
    this.stampedAt = nanos.getAsLong();
    this.cache =
        Caffeine.newBuilder()
            .maximumWeight(MAX_BYTES)
            .weigher((Key key, Answer answer) -> answer.bytes())
            .expireAfterAccess(UNUSED_FOR)
            .executor(threads)
            .buildAsync(this::ask);
  }

  /** The state of the tables, a second old at most when it is asked for often. */
  Stamp stamp() {
    lookAgain();
    return stamp;
  }

  /**
   * The answer of a panel, at once if there is one.
   *
   * @throws IOException when the tables cannot be reached
   * @throws RuntimeException when the question is refused
   */
  Given of(Panel panel, Filters filters) throws IOException {
    Key key = key(panel, filters);
    lookAgain();
    CompletableFuture<Answer> future = cache.get(key);
    boolean atHand = future.isDone();
    Answer answer = await(future);
    boolean outdated = atHand && isOutdated(answer);
    if (outdated && hasRested(answer)) {
      cache.synchronous().refresh(key).exceptionally(failure -> complained(panel, failure));
    }
    return new Given(answer, outdated);
  }

  /** Asks ahead of the first request, one after the other, in the background. */
  CompletableFuture<Void> warm(Iterable<Panel> panels, Filters filters) {
    CompletableFuture<Void> done = CompletableFuture.completedFuture(null);
    for (Panel panel : panels) {
      done =
          done.thenCompose(before -> cache.get(key(panel, filters)))
              .handle(
                  (answer, failure) -> {
                    if (failure != null) {
                      complained(panel, failure);
                    }
                    return null;
                  });
    }
    return done;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private static Key key(Panel panel, Filters filters) {
    return new Key(panel, panel.key(filters), panel.hasRange() ? filters.range() : TimeRange.ALL);
  }

  private Answer ask(Key key) throws IOException {
    Stamp before = stamp;
    Map<String, String> parameters = new HashMap<>(key.values());
    parameters.remove("range");
    TimeRange.Bounds bounds = null;
    if (key.panel().hasRange()) {
      bounds = key.range().bounds(before);
      parameters.put("from", bounds.from());
      parameters.put("to", bounds.to());
    }
    long start = nanos.getAsLong();
    byte[] json = tables.of(key.panel().sql(), parameters);
    JsonNode rows = JSON.readTree(json);
    long end = nanos.getAsLong();
    return new Answer(rows, json.length, before, bounds, end - start, end);
  }

  private boolean isOutdated(Answer answer) {
    return !answer.stamp().version().equals(stamp.version())
        || nanos.getAsLong() - answer.askedAt() > OLD.toNanos();
  }

  private boolean hasRested(Answer answer) {
    return nanos.getAsLong() - answer.askedAt() > REST * answer.nanos();
  }

  /** Looks at the tables in the background, unless that has just been done. */
  private void lookAgain() {
    if (nanos.getAsLong() - stampedAt < STAMP_EVERY.toNanos()
        || !looking.compareAndSet(false, true)) {
      return;
    }
    threads.execute(
        () -> {
          try {
            stamp = askStamp();
          } catch (IOException | RuntimeException e) {
            LOG.warn("the state of the tables is not known", e);
          } finally {
            stampedAt = nanos.getAsLong();
            looking.set(false);
          }
        });
  }

  private Stamp askStamp() throws IOException {
    JsonNode row = JSON.readTree(tables.of(Stamp.SQL, Map.of())).path(0);
    if (row.path("through").asText().isEmpty()) {
      return new Stamp("", "", "", row.path("version").asText());
    }
    return new Stamp(
        row.get("first").asText(),
        row.get("through").asText(),
        row.get("end").asText(),
        row.get("version").asText());
  }

  private static Answer await(CompletableFuture<Answer> future) throws IOException {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException io) {
        throw new IOException(io.getMessage(), e);
      }
      if (e.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw e;
    }
  }

  private static Answer complained(Panel panel, Throwable failure) {
    LOG.warn("no new answer for {}", panel.name(), failure);
    return null;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "look-query");
    thread.setDaemon(true);
    return thread;
  }
}
