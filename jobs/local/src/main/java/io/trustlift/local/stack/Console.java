package io.trustlift.local.stack;

import java.io.PrintStream;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * What a person sees of a command while it works: lines, and bars with rate and time left. Results
 * go elsewhere.
 */
public final class Console {

  /** Something long that is under way. */
  public interface Progress extends AutoCloseable {
    /** Tells how much has been done by now. */
    void at(long done);

    @Override
    void close();
  }

  private static final Duration LINE_EVERY = Duration.ofSeconds(5);

  private final PrintStream out;
  private final boolean terminal;

  private Console(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** On standard error, with bars where that is a terminal. */
  public static Console standard() {
    return new Console(System.err, System.console() != null && System.getenv("CI") == null);
  }

  public void line(String text) {
    out.println(text);
  }

  /**
   * Begins to show progress.
   *
   * @param total when it is complete
   * @param unit such as «records»
   */
  public Progress progress(String what, long total, String unit) {
    return terminal ? new Bar(what, total, unit) : new Lines(what, total, unit);
  }

  private static final class Bar implements Progress {

    private final ProgressBar bar;

    Bar(String what, long total, String unit) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(what)
              .setInitialMax(total)
              .setUnit(" " + unit, 1)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(200)
              .showSpeed()
              .build();
    }

    @Override
    public void at(long done) {
      bar.stepTo(done);
    }

    @Override
    public void close() {
      bar.close();
    }
  }

  private final class Lines implements Progress {

    private final String what;
    private final long total;
    private final String unit;
    private final long start = System.nanoTime();
    private long shownAt = start;
    private long done;

    Lines(String what, long total, String unit) {
      this.what = what;
      this.total = total;
      this.unit = unit;
    }

    @Override
    public void at(long nowDone) {
      done = nowDone;
      if (System.nanoTime() - shownAt >= LINE_EVERY.toNanos()) {
        shownAt = System.nanoTime();
        double perSecond = done / seconds();
        long left = perSecond == 0 ? 0 : Math.round(Math.max(0, total - done) / perSecond);
        out.printf(
            "%s: %,d of %,d %s, %,.0f/s, %d s left%n", what, done, total, unit, perSecond, left);
      }
    }

    private double seconds() {
      return (System.nanoTime() - start) / 1e9;
    }

    @Override
    public void close() {
      out.printf("%s: %,d %s in %.1f s (%,.0f/s)%n", what, done, unit, seconds(), done / seconds());
    }
  }
}
