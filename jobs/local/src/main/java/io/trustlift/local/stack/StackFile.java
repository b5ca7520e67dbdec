package io.trustlift.local.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a stack that is up can be reached, for the commands that come after.
 *
 * @param pid of the process that holds it
 * @param startedAt when that process started, epoch milliseconds: a process id alone may be
 *     another's by now
 * @param clickHousePort of the HTTP interface on 127.0.0.1
 * @param kafka bootstrap servers; empty where no Kafka is up
 * @param web Flink's web page; empty where no job runs
 * @param grafana its first page; empty where no Grafana is up
 */
public record StackFile(
    long pid, long startedAt, int clickHousePort, String kafka, String web, String grafana) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The stack that is up on a folder; empty where none is, even if one was killed there. */
  public static Optional<StackFile> find(DataLayout data) throws IOException {
    Path file = data.stackFile();
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    StackFile stack = JSON.readValue(Files.readAllBytes(file), StackFile.class);
    return ProcessHandle.of(stack.pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> startOf(process) == stack.startedAt)
        .map(process -> stack);
  }

  /** A stack that this process holds. */
  public static StackFile ofThisProcess(
      int clickHousePort, String kafka, String web, String grafana) {
    ProcessHandle self = ProcessHandle.current();
    return new StackFile(self.pid(), startOf(self), clickHousePort, kafka, web, grafana);
  }

  private static long startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  /** Tells that this stack is up. */
  public void write(DataLayout data) throws IOException {
    Path part = data.stackFile().resolveSibling("stack.json.part");
    Files.write(part, JSON.writeValueAsBytes(this));
    Files.move(part, data.stackFile(), StandardCopyOption.REPLACE_EXISTING);
  }

  /** Tells that none is up any more. */
  public static void remove(DataLayout data) throws IOException {
    Files.deleteIfExists(data.stackFile());
  }
}
