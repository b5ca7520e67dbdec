package io.trustlift.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.trustlift.local.stack.ClickHouseHttp;
import io.trustlift.local.stack.Question;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** How a command answers a question to the tables. */
final class FormatOption {

  private enum Format {
    /** For people. */
    TEXT,
    /** One array of objects. */
    JSON,
    /** RFC 4180, under a line of names. */
    CSV
  }

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "TEXT",
      description = "text, json or csv (default: text).")
  private Format format;

  boolean isText() {
    return format == Format.TEXT;
  }

  /**
   * Writes the answer to standard output.
   *
   * @param text makes the text for people of the rows
   */
  void answer(Question question, ClickHouseHttp clickHouse, Function<List<JsonNode>, String> text)
      throws IOException {
    switch (format) {
      case JSON -> question.writeJson(clickHouse, System.out);
      case CSV -> question.writeCsv(clickHouse, System.out);
      default -> System.out.print(text.apply(question.rows(clickHouse)));
    }
  }
}
