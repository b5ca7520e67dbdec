package io.trustlift.local.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.trustlift.local.process.StartException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Exchange rates as a file has them.
 *
 * @param rates in the file's order
 */
public record FxRates(List<Rate> rates) {

  /**
   * A rate of one currency from one day on.
   *
   * @param rate units of the reporting currency for one unit of this one, above 0
   */
  public record Rate(String currency, LocalDate day, double rate) {}

  private static final String INSERT =
      "INSERT INTO trust.fx_rates_versions (currency, day, rate) VALUES (?, ?, ?)";

  private static final String REPORT_IN =
      "INSERT INTO trust.settings_versions (name, value) VALUES ('reporting_currency', ?)";

  private static final String FIRST_REPORTING = "USD";

  private static final List<String> COLUMNS = List.of("currency", "day", "rate");
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
  private static final Pattern PLAIN = Pattern.compile("\\d{1,15}(\\.\\d{1,15})?");
  private static final LocalDate FIRST = LocalDate.EPOCH;

  /** The last day that a {@code Date} of the tables can hold. */
  private static final LocalDate LAST = LocalDate.parse("2149-06-06");

  private static final ObjectReader READER =
      new CsvMapper()
          .enable(CsvParser.Feature.WRAP_AS_ARRAY)
          .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
          .enable(CsvParser.Feature.TRIM_SPACES)
          .readerFor(String[].class)
          .with(CsvSchema.emptySchema());

  public FxRates {
    rates = List.copyOf(rates);
  }

  /** The currencies of the file. */
  public Set<String> currencies() {
    Set<String> currencies = new TreeSet<>();
    rates.forEach(rate -> currencies.add(rate.currency()));
    return currencies;
  }

  /**
   * Reads a file of comma-separated values with the columns currency, day and rate, in any order.
   *
   * @throws StartException when anything in it cannot be used, naming line and column
   */
  public static FxRates read(Path file) throws IOException {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new StartException("There is no readable file " + file + ".");
    }
    try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        MappingIterator<String[]> lines = READER.readValues(text)) {
      return new FxRates(new Lines(file, lines).rates());
    } catch (CharacterCodingException e) {
      throw new StartException("The file " + file + " is not text in UTF-8.", e);
    } catch (JsonProcessingException | RuntimeJsonMappingException e) {
      throw new StartException("The file " + file + " is no CSV: " + firstLine(e), e);
    }
  }

  /**
   * Loads the rates; one that is loaded again replaces the one before.
   *
   * @param reporting what revenue is reported in from now on; null for what it was, at first USD
   * @return what revenue is reported in
   */
  public String load(Connection connection, String reporting) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (Rate rate : rates) {
        insert.setString(1, rate.currency());
        insert.setObject(2, rate.day());
        insert.setDouble(3, rate.rate());
        insert.addBatch();
      }
      insert.executeBatch();
    }
    Optional<String> before = reportingBefore(connection);
    if (reporting == null && before.isPresent()) {
      return before.get();
    }
    String chosen = reporting == null ? FIRST_REPORTING : reporting;
    try (PreparedStatement insert = connection.prepareStatement(REPORT_IN)) {
      insert.setString(1, chosen);
      insert.executeUpdate();
    }
    return chosen;
  }

  private static Optional<String> reportingBefore(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT value FROM trust.settings WHERE name = 'reporting_currency'")) {
      return found.next() ? Optional.of(found.getString(1)) : Optional.empty();
    }
  }

  private static String firstLine(Exception e) {
    return e.getMessage().lines().findFirst().orElse("");
  }

  /** The lines of one file, each told apart by its number. */
  private static final class Lines {

    private final Path file;
    private final MappingIterator<String[]> lines;
    private final Map<String, Integer> places = new HashMap<>();
    private long line;

    Lines(Path file, MappingIterator<String[]> lines) {
      this.file = file;
      this.lines = lines;
    }

    List<Rate> rates() throws IOException {
      header();
      List<Rate> rates = new ArrayList<>();
      Map<List<Object>, Long> known = new HashMap<>();
      while (lines.hasNextValue()) {
        Rate rate = rate(next());
        Long before = known.putIfAbsent(List.of(rate.currency(), rate.day()), line);
        if (before != null) {
          throw wrong(
              "day", rate.currency() + " " + rate.day() + " stands in line " + before + " already");
        }
        rates.add(rate);
      }
      if (rates.isEmpty()) {
        throw new StartException("In " + file + " there is no rate below the line of names.");
      }
      return rates;
    }

    private String[] next() throws IOException {
      String[] fields = lines.nextValue();
      line = lines.getCurrentLocation().getLineNr() - 1L;
      return fields;
    }

    private void header() throws IOException {
      if (!lines.hasNextValue()) {
        throw new StartException(
            "The file " + file + " is empty: it begins with currency,day,rate.");
      }
      String[] names = next();
      for (int place = 0; place < names.length; place++) {
        String name = place == 0 ? names[place].replace("\uFEFF", "") : names[place];
        if (!COLUMNS.contains(name) || places.put(name, place) != null) {
          throw new StartException(
              file
                  + ", line 1: «"
                  + name
                  + "» is no column or stands there twice; they are currency, day and rate.");
        }
      }
      for (String column : COLUMNS) {
        if (!places.containsKey(column)) {
          throw new StartException(file + ", line 1: the column " + column + " is missing.");
        }
      }
    }

    private Rate rate(String[] fields) {
      if (fields.length != COLUMNS.size()) {
        throw new StartException(
            file + ", line " + line + ": " + fields.length + " fields where there have to be 3.");
      }
      String currency = fields[places.get("currency")];
      if (!CURRENCY.matcher(currency).matches()) {
        throw wrong("currency", "«" + currency + "» is no code of three capitals, such as EUR");
      }
      return new Rate(currency, day(fields[places.get("day")]), number(fields[places.get("rate")]));
    }

    private LocalDate day(String text) {
      LocalDate day;
      try {
        day = LocalDate.parse(text);
      } catch (DateTimeException e) {
        throw wrong("day", "«" + text + "» is no date such as 2026-03-02");
      }
      if (day.isBefore(FIRST) || day.isAfter(LAST)) {
        throw wrong("day", "«" + text + "» is not between " + FIRST + " and " + LAST);
      }
      return day;
    }

    private double number(String text) {
      double rate = PLAIN.matcher(text).matches() ? Double.parseDouble(text) : 0;
      if (rate <= 0) {
        throw wrong("rate", "«" + text + "» is no number above 0 such as 1.0842");
      }
      return rate;
    }

    private StartException wrong(String column, String what) {
      return new StartException(file + ", line " + line + ", column " + column + ": " + what + ".");
    }
  }
}
