package io.trustlift.local.command;

import io.trustlift.local.clickhouse.EngineLibrary;
import io.trustlift.local.process.ChildJvm;
import io.trustlift.local.process.Ports;
import io.trustlift.local.process.StartException;
import io.trustlift.local.stack.Console;
import io.trustlift.local.stack.DataLayout;
import io.trustlift.local.stack.GrafanaProcess;
import io.trustlift.local.stack.LiveStack;
import io.trustlift.local.stack.StackFile;
import io.trustlift.local.stack.ViewerIdSecrets;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The stack as a service. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description =
        "Starts Kafka, ClickHouse and the job on the live topics, in the background, and goes on where it was stopped before.")
final class UpCommand implements Callable<Integer> {

  private static final Duration START_TIMEOUT = Duration.ofMinutes(3);
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  @Option(
      names = "--kafka-port",
      paramLabel = "PORT",
      defaultValue = "0",
      converter = BatchOptions.Port.class,
      description = "Kafka's port (default: a free one).")
  private int kafkaPort;

  @Option(
      names = "--clickhouse-port",
      paramLabel = "PORT",
      defaultValue = "0",
      converter = BatchOptions.Port.class,
      description = "Port of ClickHouse's HTTP interface (default: a free one).")
  private int clickHousePort;

  @Mixin private DataOption dataOption;
  @Mixin private BatchOptions batchOptions;
  @Mixin private SourceOption sourceOption;
  @Mixin private GrafanaOption grafanaOption;

  @Override
  public Integer call() throws IOException {
    DataLayout data = dataOption.open("up");
    RunCommand.refuseIfUp(data);
    ViewerIdSecrets.ofEnvironment();
    int webPort = batchOptions.toOptions().webPort();
    Optional<GrafanaProcess.Options> grafana = grafanaOption.toOptions();
    grafana.ifPresent(options -> Ports.wantedOrFree(options.port(), "Grafana"));
    Ports.wantedOrFree(kafkaPort, "Kafka");
    Ports.wantedOrFree(clickHousePort, "ClickHouse");
    Ports.wantedOrFree(webPort, "Flink's web page");
    StackFile.remove(data);
    Path home = EngineLibrary.findHome();
    EngineLibrary.locateOrFetch(home, Console.standard()::line);
    ChildJvm child =
        ChildJvm.startDetached(
            LiveStack.class, flags(home, data), arguments(data, grafana), data.log("up"));
    StackFile stack = awaitUp(child, data);
    System.out.println("Kafka:      " + stack.kafka());
    System.out.println(
        "ClickHouse: http://127.0.0.1:" + stack.clickHousePort() + "/?database=trust");
    System.out.println("Flink:      " + stack.web());
    if (!stack.grafana().isEmpty()) {
      System.out.println("Grafana:    " + stack.grafana());
    }
    System.out.println("Log:        " + data.logs());
    System.out.println("Stop it with  infra/trustlift down");
    return 0;
  }

  private static List<String> flags(Path home, DataLayout data) {
    return List.of(
        "-Xmx2g",
        "--add-opens=java.base/java.util=ALL-UNNAMED",
        "--add-opens=java.base/java.lang=ALL-UNNAMED",
        "-D" + EngineLibrary.HOME_PROPERTY + "=" + home,
        "-Dtrustlift.log=" + data.log("up"));
  }

  private List<String> arguments(DataLayout data, Optional<GrafanaProcess.Options> grafana) {
    var options = batchOptions.toOptions();
    List<String> arguments =
        IntStream.of(
                kafkaPort,
                clickHousePort,
                options.webPort(),
                options.parallelism(),
                options.partitions())
            .mapToObj(Integer::toString)
            .collect(
                () -> new ArrayList<>(List.of(data.root().toString())), List::add, List::addAll);
    arguments.add(sourceOption.formats().text());
    grafana.ifPresent(
        chosen ->
            arguments.addAll(List.of(chosen.home().toString(), Integer.toString(chosen.port()))));
    return arguments;
  }

  private static StackFile awaitUp(ChildJvm child, DataLayout data) throws IOException {
    long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    Optional<StackFile> stack = StackFile.find(data);
    while (stack.isEmpty()) {
      if (child.awaitEnd(LOOK_EVERY)) {
        throw new StartException(
            child.lastLines().stream()
                .filter(line -> line.startsWith(LiveStack.FAILURE))
                .reduce((earlier, later) -> later)
                .orElse(LiveStack.FAILURE + "see " + child.log()));
      }
      if (System.nanoTime() > deadline) {
        child.kill();
        throw new StartException(
            "The stack did not come up within "
                + START_TIMEOUT.toMinutes()
                + " minutes; see "
                + child.log());
      }
      stack = StackFile.find(data);
    }
    return stack.get();
  }
}
