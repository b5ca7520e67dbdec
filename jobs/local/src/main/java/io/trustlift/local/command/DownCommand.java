package io.trustlift.local.command;

import io.trustlift.local.process.StartException;
import io.trustlift.local.stack.DataLayout;
import io.trustlift.local.stack.StackFile;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops what {@code up} started. */
@Command(
    name = "down",
    mixinStandardHelpOptions = true,
    description =
        "Stops the stack; its job ends with a savepoint, from which the next «up» goes on.")
final class DownCommand implements Callable<Integer> {

  private static final Duration STOP_TIMEOUT = Duration.ofMinutes(2);

  @Mixin private DataOption dataOption;

  @Override
  public Integer call() throws IOException {
    DataLayout data = dataOption.openExisting("down");
    Optional<StackFile> stack = StackFile.find(data);
    if (stack.isEmpty()) {
      throw new StartException("No stack is up on " + data.root() + ".");
    }
    ProcessHandle process =
        ProcessHandle.of(stack.get().pid())
            .orElseThrow(() -> new StartException("The stack has just ended."));
    process.destroy();
    try {
      process.onExit().get(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new StartException(
          "The stack (process "
              + stack.get().pid()
              + ") did not stop within "
              + STOP_TIMEOUT.toMinutes()
              + " minutes; see "
              + data.logs(),
          e);
    } catch (ExecutionException e) {
      throw new IOException("Waiting for the stack to stop failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException("Waiting for the stack to stop was interrupted.", e);
    }
    System.out.println("Stopped; the tables are in " + data.clickHouse());
    return 0;
  }
}
