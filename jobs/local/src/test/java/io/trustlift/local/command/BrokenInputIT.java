package io.trustlift.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.reference.GoldenCase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever a file holds, every line of it is accounted for, and what cannot be used is kept byte
 * for byte.
 */
class BrokenInputIT {

  private static final int LONG_LINE = 2_000_000;

  @TempDir private Path folder;

  @Test
  void everyLineComesToAnEnd() throws IOException {
    Path input = folder.resolve("input");
    GoldenCase.named("tiny").writeInputTo(input);
    Path events = input.resolve("viewer-events.jsonl");
    Files.write(events, brokenLines(), StandardOpenOption.APPEND);
    // A plan without a key, in the topic that is compacted by key.
    Files.writeString(
        input.resolve("schedule.jsonl"),
        "{}\n{\"event_id\":\"p\",\"event_time\":1,\"stream_id\":\"s\",\"planned_start\":2}\n");

    CommandLine run =
        CommandLine.run(
            "run", "--input", input, "--output", folder.resolve("output"), "--data", folder);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("143 read = 138 used", "5 rejected {invalid=1, malformed=4}");

    String sql =
        "SELECT length(payload), hex(substring(payload, 1, 4)) FROM rejected_events"
            + " ORDER BY length(payload), payload DESC";
    CommandLine asked = CommandLine.run("sql", sql, "--format", "TSV", "--data", folder);
    assertThat(asked.out().lines())
        .containsExactly("2\tFFFE", "2\t7B7D", "2\t5B5D", "3\t7B7D78", LONG_LINE + "\t78787878");
  }

  /** Not UTF-8, no object, trailing text, far too long; and lines that are no record. */
  private static byte[] brokenLines() {
    byte[] longLine = new byte[LONG_LINE];
    Arrays.fill(longLine, (byte) 'x');
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (byte[] line :
        new byte[][] {
          {(byte) 0xFF, (byte) 0xFE}, ascii("[]"), ascii("{}x"), longLine, ascii(" \t\r"), {}
        }) {
      lines.writeBytes(line);
      lines.write('\n');
    }
    return lines.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
