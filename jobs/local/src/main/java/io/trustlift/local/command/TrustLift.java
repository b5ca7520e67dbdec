package io.trustlift.local.command;

import io.trustlift.clickhouse.MigrationException;
import io.trustlift.local.clickhouse.EngineUnavailableException;
import io.trustlift.local.process.StartException;
import io.trustlift.local.stack.ClickHouseHttp;
import io.trustlift.report.weekly.ReviewException;
import java.io.IOException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The entry: everything else is a subcommand. */
@Command(
    name = "trustlift",
    mixinStandardHelpOptions = true,
    version = "TrustLift 0.1.0",
    description = "What showing a trust credential in a live stream did to inquiries and orders.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      SimulateCommand.class,
      UpCommand.class,
      DownCommand.class,
      SqlCommand.class,
      LiftCommand.class,
      ExperimentCommand.class,
      ReportCommand.class,
      FxCommand.class,
      EraseCommand.class,
      RedriveCommand.class,
      LookCommand.class,
      CalibrateCommand.class
    },
    footerHeading = "%nNew here? ",
    footer = {
      "Type  infra/trustlift demo  for six simulated streams and what was found in them,",
      "or  infra/trustlift COMMAND --help  for one command."
    })
public final class TrustLift implements Runnable {

  private static final int FAILED = 1;

  @Spec private CommandSpec spec;

  /** Exits with 0 when the command succeeded, 1 when it failed, 2 when it was not understood. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** For whoever has arguments and wants the exit code back. */
  static CommandLine commandLine() {
    return new CommandLine(new TrustLift())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(TrustLift::explain);
  }

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }

  /** One sentence for what was foreseen; for the rest the message and the place of the log. */
  private static int explain(
      Exception exception, CommandLine command, CommandLine.ParseResult arguments) {
    boolean foreseen =
        exception instanceof StartException
            || exception instanceof EngineUnavailableException
            || exception instanceof MigrationException
            || exception instanceof ReviewException
            || exception instanceof ClickHouseHttp.QueryException;
    String message = exception.getMessage() == null ? exception.toString() : exception.getMessage();
    command.getErr().println(command.getColorScheme().errorText(message));
    if (!foreseen) {
      LoggerFactory.getLogger(TrustLift.class).error("Unforeseen", exception);
      boolean io = exception instanceof IOException;
      command
          .getErr()
          .println(
              (io ? "A file or connection failed (" : "This was not foreseen (")
                  + exception.getClass().getSimpleName()
                  + "); the log is "
                  + System.getProperty("trustlift.log", "in the temporary folder")
                  + ".");
    }
    return FAILED;
  }
}
