package io.trustlift.local.command;

import io.trustlift.local.clickhouse.ClickHouseProcess;
import io.trustlift.local.clickhouse.EngineLibrary;
import io.trustlift.local.process.StartException;
import io.trustlift.local.stack.ClickHouseHttp;
import io.trustlift.local.stack.Console;
import io.trustlift.local.stack.DataLayout;
import io.trustlift.local.stack.StackFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A query against the tables of a folder. */
@Command(
    name = "sql",
    mixinStandardHelpOptions = true,
    description =
        "Asks the tables of the data folder, of the stack that is up on it or else of a ClickHouse started for the query.")
final class SqlCommand implements Callable<Integer> {

  @Parameters(
      index = "0",
      paramLabel = "QUERY",
      description = "In ClickHouse's SQL; the database is trust.")
  private String sql;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "PrettyCompactMonoBlock",
      description =
          "Any of ClickHouse's, such as JSONEachRow or CSVWithNames (default: ${DEFAULT-VALUE}).")
  private String format;

  @Mixin private DataOption dataOption;

  @Override
  public Integer call() throws IOException {
    DataLayout data = dataOption.openExisting("sql");
    Optional<StackFile> stack = StackFile.find(data);
    if (stack.isPresent()) {
      print(stack.get().clickHousePort());
      return 0;
    }
    if (!Files.exists(data.clickHouse())) {
      throw new StartException(
          "There are no tables in "
              + data.root()
              + " yet: fill them with «trustlift demo», «trustlift run» or «trustlift up».");
    }
    if (data.contents() == DataLayout.Contents.INCOMPLETE) {
      throw new StartException(
          "The last run into "
              + data.root()
              + " did not come to its end, so its tables are incomplete: run it again.");
    }
    try (ClickHouseProcess clickHouse =
        ClickHouseProcess.start(
            EngineLibrary.findHome(), data.clickHouse(), 0, Console.standard()::line)) {
      print(clickHouse.port());
    }
    return 0;
  }

  private void print(int port) throws IOException {
    try (InputStream answer = new ClickHouseHttp(port).query(sql, format, Map.of())) {
      answer.transferTo(System.out);
      System.out.flush();
    }
  }
}
