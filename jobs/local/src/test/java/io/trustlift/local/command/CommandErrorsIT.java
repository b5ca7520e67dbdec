package io.trustlift.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.reference.GoldenCase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What goes wrong is told in one sentence that names it, with an exit code, and leaves nothing
 * half-written.
 */
class CommandErrorsIT {

  @TempDir private Path folder;

  static String[] commands() {
    return new String[] {
      "demo",
      "run",
      "simulate",
      "up",
      "down",
      "sql",
      "lift",
      "experiment",
      "fx",
      "redrive",
      "look",
      "calibrate"
    };
  }

  @Test
  void withoutArgumentsItTellsWhatToType() {
    CommandLine typed = CommandLine.run();
    assertThat(typed.exitCode()).isZero();
    assertThat(typed.out()).contains(commands());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandExplainsItself(String command) {
    CommandLine typed = CommandLine.run(command, "--help");
    assertThat(typed.exitCode()).isZero();
    assertThat(typed.out()).startsWith("Usage: trustlift " + command);
  }

  @Test
  void unknownCommand() {
    assertThat(CommandLine.run("dmeo").exitCode()).isEqualTo(2);
  }

  @Test
  void missingOption() {
    CommandLine typed = CommandLine.run("run", "--input", folder);
    assertThat(typed.exitCode()).isEqualTo(2);
    assertThat(typed.err()).contains("--output");
  }

  @Test
  void aLookAtNothingSaysHowToBegin() {
    CommandLine typed = CommandLine.run("look", "--data", folder.resolve("none"));
    assertThat(typed.exitCode()).isEqualTo(1);
    assertThat(typed.err()).contains("There is nothing in", "none", "trustlift demo");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "two", "721"})
  void parallelismThatCannotBe(String parallelism) {
    CommandLine typed =
        CommandLine.run("run", "--input", "a", "--output", "b", "--parallelism", parallelism);
    assertThat(typed.exitCode()).isEqualTo(2);
    assertThat(typed.err()).contains("--parallelism");
  }

  @Test
  void inputFolderThatIsNotThere() {
    Path missing = folder.resolve("missing");
    Path output = folder.resolve("output");
    CommandLine typed =
        CommandLine.run(
            "run", "--input", missing, "--output", output, "--data", folder.resolve("data"));
    assertThat(typed.exitCode()).isEqualTo(1);
    assertThat(typed.err()).isEqualTo("The input folder " + missing + " does not exist.\n");
    assertThat(output).doesNotExist();
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void inputFileThatIsNotThere() throws IOException {
    GoldenCase.named("tiny").writeInputTo(folder);
    Files.delete(folder.resolve("orders.jsonl"));
    CommandLine typed =
        CommandLine.run("run", "--input", folder, "--output", folder.resolve("output"));
    assertThat(typed.exitCode()).isEqualTo(1);
    assertThat(typed.err()).contains("orders.jsonl").hasLineCount(1);
  }

  @Test
  void outputThatIsAFile() throws IOException {
    GoldenCase.named("tiny").writeInputTo(folder);
    Path file = Files.writeString(folder.resolve("file"), "kept");
    CommandLine typed = CommandLine.run("run", "--input", folder, "--output", file);
    assertThat(typed.exitCode()).isEqualTo(1);
    assertThat(typed.err()).contains("is a file").hasLineCount(1);
    assertThat(file).hasContent("kept");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--kafka-port", "--clickhouse-port", "--web-port"})
  void portInUse(String option) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Path data = folder.resolve("data");
      CommandLine typed = CommandLine.run("up", "--data", data, option, taken.getLocalPort());
      assertThat(typed.exitCode()).isEqualTo(1);
      assertThat(typed.err()).contains("Port " + taken.getLocalPort(), "is in use").hasLineCount(1);
      assertThat(data.resolve("clickhouse")).doesNotExist();
      assertThat(data.resolve("kafka")).doesNotExist();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"70000", "-1", "web"})
  void portThatCannotBe(String port) {
    CommandLine typed = CommandLine.run("up", "--data", folder, "--kafka-port", port);
    assertThat(typed.exitCode()).isEqualTo(2);
    assertThat(typed.err()).contains("--kafka-port");
  }

  @Test
  void portInUseByARunLeavesTheTablesAsTheyWere() throws IOException {
    Path input = folder.resolve("input");
    Path data = folder.resolve("data");
    GoldenCase.named("tiny").writeInputTo(input);
    CommandLine first =
        CommandLine.run("run", "--input", input, "--output", folder.resolve("1"), "--data", data);
    assertThat(first.exitCode()).as(first.err()).isZero();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Path output = folder.resolve("2");
      CommandLine typed =
          CommandLine.run(
              "run",
              "--input",
              input,
              "--output",
              output,
              "--data",
              data,
              "--web-port",
              taken.getLocalPort());
      assertThat(typed.exitCode()).isEqualTo(1);
      assertThat(typed.err()).contains("Port " + taken.getLocalPort()).hasLineCount(1);
      assertThat(output).doesNotExist();
    }
    CommandLine asked =
        CommandLine.run("sql", "SELECT count() FROM visits", "--format", "TSV", "--data", data);
    assertThat(asked.out()).isEqualTo("7\n");
  }

  @Test
  void queryBeforeThereAreTables() {
    CommandLine typed = CommandLine.run("sql", "SELECT 1", "--data", folder.resolve("data"));
    assertThat(typed.exitCode()).isEqualTo(1);
    assertThat(typed.err()).contains("There is nothing in").hasLineCount(1);
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void downWhenNothingIsUp() {
    CommandLine typed = CommandLine.run("down", "--data", folder);
    assertThat(typed.exitCode()).isEqualTo(1);
    assertThat(typed.err()).contains("No stack is up").hasLineCount(1);
  }

  @Test
  void worldThatCannotBeSimulated() {
    CommandLine typed =
        CommandLine.run("simulate", "--out", folder.resolve("world"), "--streams", "0");
    assertThat(typed.exitCode()).isEqualTo(1);
    assertThat(typed.err()).contains("streams").hasLineCount(1);
    assertThat(folder.resolve("world")).doesNotExist();
  }
}
