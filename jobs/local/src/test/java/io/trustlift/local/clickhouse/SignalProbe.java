package io.trustlift.local.clickhouse;

import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A program that opens the engine and, while sessions come and go, has the JVM do what it does by
 * signals: find null pointers in compiled code, and stacks that overflow. A library that takes the
 * handlers away ends it with code 139, without a word.
 */
final class SignalProbe {

  private static final int SESSIONS = 2_000;
  private static final int ROUNDS = 200_000;

  private SignalProbe() {}

  public static void main(String[] arguments) throws Exception {
    ChdbEngine engine = ChdbEngine.open(Path.of(arguments[0]), Path.of(arguments[1], "engine"));
    ExecutorService threads = Executors.newFixedThreadPool(2);
    Future<?> sessions =
        threads.submit(
            () -> {
              for (int i = 0; i < SESSIONS; i++) {
                engine.session().close();
              }
              return null;
            });
    Future<Long> faults = threads.submit(SignalProbe::faults);
    sessions.get();
    System.out.println("caught " + faults.get());
    threads.shutdown();
    engine.close();
  }

  private static long faults() {
    long caught = 0;
    String[] texts = {"a", null};
    for (int i = 0; i < ROUNDS; i++) {
      try {
        caught += texts[i & 1].length();
      } catch (NullPointerException expected) {
        caught++;
      }
      if (i % 20_000 == 0) {
        try {
          caught += dive(0);
        } catch (StackOverflowError expected) {
          caught++;
        }
      }
    }
    return caught;
  }

  private static int dive(int depth) {
    return depth == Integer.MAX_VALUE ? 0 : dive(depth + 1) + 1;
  }
}
