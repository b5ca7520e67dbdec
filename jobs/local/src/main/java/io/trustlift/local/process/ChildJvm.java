package io.trustlift.local.process;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Java process, with this one's class path unless told otherwise. It holds the reading end of a
 * pipe from this process, so that it can end itself when this one is gone, however it went; see
 * {@link ParentWatch}.
 */
public final class ChildJvm implements AutoCloseable {

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);
  private static final int SHOWN_LOG_LINES = 15;

  private final Process process;
  private final Path log;

  private ChildJvm(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a process that ends with this one, if it keeps a {@link ParentWatch}.
   *
   * @param jvmFlags such as {@code -Xmx512m}
   * @param log takes what the process prints, after what is there
   */
  public static ChildJvm start(
      Class<?> main, List<String> jvmFlags, List<String> arguments, Path log) throws IOException {
    return start(System.getProperty("java.class.path"), main, jvmFlags, arguments, log);
  }

  /** The same with a class path of its own. */
  public static ChildJvm start(
      String classPath, Class<?> main, List<String> jvmFlags, List<String> arguments, Path log)
      throws IOException {
    return start(
        List.of(), classPath, main, jvmFlags, arguments, log, ProcessBuilder.Redirect.PIPE);
  }

  /** Starts a process that outlives this one, and the terminal that it was started from. */
  public static ChildJvm startDetached(
      Class<?> main, List<String> jvmFlags, List<String> arguments, Path log) throws IOException {
    ProcessBuilder.Redirect nothing = ProcessBuilder.Redirect.from(new File("/dev/null"));
    return start(
        List.of("nohup"),
        System.getProperty("java.class.path"),
        main,
        jvmFlags,
        arguments,
        log,
        nothing);
  }

  private static ChildJvm start(
      List<String> wrapper,
      String classPath,
      Class<?> main,
      List<String> jvmFlags,
      List<String> arguments,
      Path log,
      ProcessBuilder.Redirect input)
      throws IOException {
    List<String> command = new ArrayList<>(wrapper);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmFlags);
    command.add("-Duser.timezone=UTC");
    command.add("-cp");
    command.add(classPath);
    command.add(main.getName());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("TZ", "UTC");
    builder.redirectInput(input);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return new ChildJvm(builder.start(), log);
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  public int exitValue() {
    return process.exitValue();
  }

  public Path log() {
    return log;
  }

  /** The last lines that it printed. */
  public List<String> lastLines() throws IOException {
    if (!Files.exists(log)) {
      return List.of();
    }
    List<String> lines =
        new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
    return lines.subList(Math.max(0, lines.size() - SHOWN_LOG_LINES), lines.size());
  }

  /** Waits for the process to end; false when it has not by then. */
  public boolean awaitEnd(Duration timeout) {
    try {
      return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      return true;
    }
  }

  /** Kills the process as a crash would, and waits until it is gone. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd(STOP_TIMEOUT);
  }

  /** Asks the process to stop, and kills it if it has not done so after 15 seconds. */
  @Override
  public void close() {
    process.destroy();
    if (!awaitEnd(STOP_TIMEOUT)) {
      kill();
    }
  }
}
