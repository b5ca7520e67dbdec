package io.trustlift.local.command;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/**
 * A command as it was typed, with what it answered.
 *
 * @param out standard output
 * @param err messages to the person who typed
 */
record CommandLine(int exitCode, String out, String err) {

  /** Runs the command in this process. */
  static CommandLine run(Object... arguments) {
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
}
