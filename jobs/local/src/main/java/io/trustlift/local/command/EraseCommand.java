package io.trustlift.local.command;

import io.trustlift.local.stack.Console;
import io.trustlift.local.stack.DataLayout;
import io.trustlift.local.stack.Erasure;
import io.trustlift.local.stack.ViewerIdSecrets;
import io.trustlift.report.TextTable;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Forgets a viewer. */
@Command(
    name = "erase",
    mixinStandardHelpOptions = true,
    description =
        "Deletes everything that is held of one viewer, sees to it that a replayed topic brings nothing back, and proves it.",
    footer = {
      "",
      "With a stack that is up the erasure goes through Kafka and the job; without one the tables are cleaned, and the next"
          + " «run» or «up» is told. Where viewer ids are pseudonyms, give the id that the producers know, and the secret as for"
          + " «up» in TRUSTLIFT_VIEWER_ID_SECRET or TRUSTLIFT_VIEWER_ID_SECRET_FILE."
    })
final class EraseCommand implements Callable<Integer> {

  @Option(
      names = "--viewer",
      required = true,
      paramLabel = "ID",
      description = "The viewer's id, as the producers know it.")
  private String viewer;

  @Mixin private DataOption dataOption;

  @Override
  public Integer call() throws IOException {
    DataLayout data = dataOption.openExisting("erase");
    Erasure.Proof proof =
        Erasure.erase(data, viewer, ViewerIdSecrets.ofEnvironment(), Console.standard());
    if (proof.found() == 0) {
      System.out.println(
          "No table knew of " + viewer + "; the ledger keeps the erasure all the same.");
    }
    TextTable table = new TextTable().text("table").numbers("rows before", "rows now");
    proof
        .before()
        .forEach(
            (name, rows) ->
                table.row(name, number(rows), number(proof.now().getOrDefault(name, 0L))));
    table.row("all tables", number(proof.found()), number(proof.left()));
    System.out.print(table);
    if (proof.left() > 0) {
      System.out.println(
          "Rows of "
              + viewer
              + " have come since: the viewer is still active. Erase again afterwards.");
      return 1;
    }
    return 0;
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
