package io.trustlift.simulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Writes the rates at which a world's prices were scaled, in dollars, so that revenue adds up. */
final class ExchangeRates {

  static final String FILE = "fx.csv";

  private ExchangeRates() {}

  /** One rate for each currency, from the day before the world begins. */
  static void write(SimulationConfig config, Path out) throws IOException {
    LocalDate day = config.start().atZone(ZoneOffset.UTC).toLocalDate().minusDays(1);
    Map<String, Double> perDollar = new TreeMap<>();
    for (String market : config.markets()) {
      MarketProfile profile = MarketProfile.of(market);
      perDollar.put(profile.currency(), profile.currencyPerDollar());
    }
    StringBuilder lines = new StringBuilder("currency,day,rate\n");
    perDollar.forEach(
        (currency, rate) ->
            lines.append(String.format(Locale.ROOT, "%s,%s,%.6f%n", currency, day, 1 / rate)));
    Files.writeString(out.resolve(FILE), lines, StandardCharsets.UTF_8);
  }
}
