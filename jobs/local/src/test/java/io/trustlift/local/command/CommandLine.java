package io.trustlift.local.command;

import io.trustlift.attribution.ViewerIdSecret;
import io.trustlift.local.clickhouse.EngineLibrary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A command as it was typed, with what it answered.
 *
 * @param out standard output
 * @param err messages to the person who typed
 */
public record CommandLine(int exitCode, String out, String err) {

  /** Runs the command in this process. */
  public static CommandLine run(Object... arguments) {
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    StringWriter err = new StringWriter();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream terminal = System.out;
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      int exitCode = TrustLift.commandLine().setErr(new PrintWriter(err, true)).execute(words);
      return new CommandLine(exitCode, out.toString(StandardCharsets.UTF_8), err.toString());
    } finally {
      System.setOut(terminal);
    }
  }

  /**
   * Runs the command in a process of its own, where viewer ids have a secret. Both outputs are one.
   *
   * @param folder for what it says
   * @param secret of viewer ids, in its environment
   */
  public static CommandLine runWithSecret(Path folder, String secret, Object... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-D" + EngineLibrary.HOME_PROPERTY + "=" + EngineLibrary.findHome(),
                "-cp",
                System.getProperty("java.class.path"),
                TrustLift.class.getName()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    Path said = Files.createTempFile(folder, "said", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
    builder.environment().put(ViewerIdSecret.VARIABLE, secret);
    int exitCode = builder.start().waitFor();
    return new CommandLine(exitCode, Files.readString(said), "");
  }

  /** Everything that it said. */
  public String said() {
    return out + err;
  }
}
