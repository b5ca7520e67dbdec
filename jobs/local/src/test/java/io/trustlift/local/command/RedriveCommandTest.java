package io.trustlift.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be told without a stack. */
class RedriveCommandTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "--reason lost; 'lost' is none of malformed, invalid, future, orphan_hide, late",
        "--reason late --topic orders; 'orders' is none of live.viewer-events",
        "--reason late --limit 0; '0' is not a whole number from 1 to 20000",
        "--reason late --since yesterday; 'yesterday' is neither a date",
        "--reason late --since 2026-02-01 --until 2026-02-01; --since is not before --until",
        "--from f --topic live.orders; --from takes what stands in the file",
        "--from f --export g; --from takes what stands in the file",
        "--from f --reason late; mutually exclusive",
        "--dry-run; --reason=REASON | --from=FILE",
        "--reason late'--; 'late'--' is none of"
      })
  void whatIsNotUnderstoodIsExplained(String words, String complaint) {
    CommandLine typed = CommandLine.run((Object[]) ("redrive " + words.strip()).split(" "));
    assertThat(typed.exitCode()).isEqualTo(2);
    assertThat(typed.err()).contains(complaint.strip());
  }

  @Test
  void withoutAStackItSaysHowToStartOne() throws IOException {
    CommandLine nothing =
        CommandLine.run("redrive", "--reason", "late", "--data", folder.resolve("none"));
    assertThat(nothing.exitCode()).isEqualTo(1);
    assertThat(nothing.err()).contains("There is nothing in", "trustlift up");

    CommandLine down = CommandLine.run("redrive", "--reason", "late", "--data", folder);
    assertThat(down.exitCode()).isEqualTo(1);
    assertThat(down.err())
        .contains("No stack is up on " + folder, "infra/trustlift up --data " + folder)
        .hasLineCount(1);

    Files.writeString(folder.resolve("contents"), "BATCH\n");
    CommandLine batch = CommandLine.run("redrive", "--reason", "late", "--data", folder);
    assertThat(batch.exitCode()).isEqualTo(1);
    assertThat(batch.err()).contains("a run over files", "run again").hasLineCount(1);
  }

  @Test
  void aFileThatCannotBeReadIsNamed() throws IOException {
    Path file = folder.resolve("letters.jsonl");
    assertThat(CommandLine.run("redrive", "--from", file).err())
        .isEqualTo("The file " + file + " does not exist.\n");
    Files.writeString(file, "{}\n");
    assertThat(CommandLine.run("redrive", "--from", file).err())
        .startsWith("Line 1 of " + file + " has no topic")
        .hasLineCount(1);
    Files.write(file, new byte[] {(byte) 0xff});
    assertThat(CommandLine.run("redrive", "--from", file).err())
        .isEqualTo(file + " is not UTF-8.\n");
  }
}
