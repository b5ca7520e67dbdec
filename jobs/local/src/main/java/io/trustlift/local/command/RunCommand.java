package io.trustlift.local.command;

import io.trustlift.local.clickhouse.ClickHouseProcess;
import io.trustlift.local.clickhouse.EngineLibrary;
import io.trustlift.local.kafka.InputFolder;
import io.trustlift.local.process.StartException;
import io.trustlift.local.stack.Batch;
import io.trustlift.local.stack.ClickHouseHttp;
import io.trustlift.local.stack.Console;
import io.trustlift.local.stack.DataLayout;
import io.trustlift.local.stack.EventCounts;
import io.trustlift.local.stack.StackFile;
import io.trustlift.local.stack.TableExport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Files in, files out. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description =
        "Sends the JSONL files of a folder through Kafka and the job, and writes every contract table as OUTPUT/<table>.jsonl.",
    footer = {
      "",
      "The input folder holds viewer-events.jsonl, overlay-displays.jsonl, orders.jsonl, experiment-assignments.jsonl,"
          + " credentials.jsonl and, if there are any, experiments.jsonl, schedule.jsonl and erasures.jsonl, one record a line in order of arrival. The tables stay in the"
          + " data folder, where «trustlift sql» finds them; a later run replaces them."
    })
final class RunCommand implements Callable<Integer> {

  @Option(
      names = "--input",
      required = true,
      paramLabel = "DIR",
      description = "Folder with the files.")
  private Path input;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Folder for the tables, created if need be.")
  private Path output;

  @Mixin private DataOption dataOption;
  @Mixin private BatchOptions batchOptions;
  @Mixin private SourceOption sourceOption;

  @Override
  public Integer call() throws IOException {
    InputFolder folder = InputFolder.of(input);
    if (Files.exists(output) && !Files.isDirectory(output)) {
      throw new StartException("The output " + output + " is a file: name a folder.");
    }
    Console console = Console.standard();
    DataLayout data = dataOption.open("run");
    refuseIfUp(data);
    Batch.Options options = batchOptions.toOptions().of(sourceOption.formats());
    Batch.check(data, options);
    TableExport.probe(output);
    try (ClickHouseProcess clickHouse =
        ClickHouseProcess.start(EngineLibrary.findHome(), data.clickHouse(), 0, console::line)) {
      EventCounts counts = Batch.run(folder, data, clickHouse.url(), options, console);
      TableExport.write(new ClickHouseHttp(clickHouse.port()), output);
      System.out.println(counts);
      System.out.println("Tables: " + output);
      System.out.println("Log:    " + data.logs());
    }
    return 0;
  }

  static void refuseIfUp(DataLayout data) throws IOException {
    if (StackFile.find(data).isPresent()) {
      throw new StartException(
          "A stack is up on "
              + data.root()
              + ": stop it with «trustlift down», or give another folder with --data.");
    }
  }
}
