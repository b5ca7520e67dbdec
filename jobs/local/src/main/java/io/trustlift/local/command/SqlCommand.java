package io.trustlift.local.command;

import io.trustlift.local.stack.DataLayout;
import io.trustlift.local.stack.Tables;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
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
    try (Tables tables = Tables.open(data);
        InputStream answer = tables.clickHouse().query(sql, format, Map.of())) {
      answer.transferTo(System.out);
      System.out.flush();
    }
    return 0;
  }
}
