package io.trustlift.local.command;

import io.trustlift.local.process.StartException;
import io.trustlift.local.stack.FxRates;
import io.trustlift.local.stack.Tables;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Loads exchange rates. */
@Command(
    name = "fx",
    mixinStandardHelpOptions = true,
    description = "Loads exchange rates, so that revenue in several currencies can be compared.",
    footer = {
      "",
      "FILE is CSV with the columns currency, day and rate: units of the reporting currency for one unit of the currency, from that"
          + " day on until the next day given. Nothing is loaded unless all of it can be used. A rate that is loaded again"
          + " replaces the one before."
    })
final class FxCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "FILE", description = "The rates.")
  private Path file;

  @Option(
      names = "--reporting",
      paramLabel = "CURRENCY",
      converter = Currency.class,
      description =
          "What revenue is reported in, and the rates are of (default: as it was, at first USD).")
  private String reporting;

  @Mixin private DataOption dataOption;

  @Override
  public Integer call() throws IOException {
    FxRates rates = FxRates.read(file);
    String inForce;
    try (Tables tables = Tables.open(dataOption.openExisting("fx"));
        Connection connection = tables.connect()) {
      inForce = rates.load(connection, reporting);
    } catch (SQLException e) {
      throw new StartException("The rates were not loaded: " + e.getMessage(), e);
    }
    System.out.printf(
        Locale.ROOT,
        "%,d rates of %s loaded; revenue is reported in %s.%n",
        rates.rates().size(),
        String.join(", ", rates.currencies()),
        inForce);
    return 0;
  }

  /** Three capitals. */
  static final class Currency implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      if (!text.matches("[A-Z]{3}")) {
        throw new TypeConversionException("'" + text + "' is no currency such as USD");
      }
      return text;
    }
  }
}
