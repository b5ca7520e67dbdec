package io.trustlift.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A query with values for its {@code {name:Type}} placeholders.
 *
 * @param parameters values as text, by name
 */
public record Question(String sql, Map<String, String> parameters) {

  /** Numbers as numbers, what is no number as null, text as UTF-8, all rows in one array. */
  private static final Map<String, String> JSON_SETTINGS =
      Map.of(
          "output_format_json_quote_64bit_integers", "0",
          "output_format_json_quote_denormals", "0",
          "output_format_json_escape_forward_slashes", "0",
          "output_format_json_validate_utf8", "1",
          "output_format_json_array_of_rows", "1");

  /** RFC 4180; what is NULL is empty. */
  private static final Map<String, String> CSV_SETTINGS =
      Map.of("output_format_csv_crlf_end_of_line", "1", "format_csv_null_representation", "");

  private static final ObjectReader ROWS = new ObjectMapper().readerFor(JsonNode.class);

  public Question {
    parameters = Map.copyOf(parameters);
  }

  /** Without parameters. */
  public static Question of(String sql) {
    return new Question(sql, Map.of());
  }

  /** The same with one more value. */
  public Question with(String name, Object value) {
    Map<String, String> more = new LinkedHashMap<>(parameters);
    more.put(name, value.toString());
    return new Question(sql, more);
  }

  /** The answer's rows as objects. */
  public List<JsonNode> rows(ClickHouseHttp clickHouse) throws IOException {
    try (InputStream answer = ask(clickHouse, "JSONEachRow", JSON_SETTINGS);
        MappingIterator<JsonNode> rows = ROWS.readValues(answer)) {
      return rows.readAll();
    }
  }

  /** Writes the answer as one JSON array of objects. */
  public void writeJson(ClickHouseHttp clickHouse, OutputStream out) throws IOException {
    write(clickHouse, "JSONEachRow", JSON_SETTINGS, out);
  }

  /** Writes the answer as comma-separated values under a line of names. */
  public void writeCsv(ClickHouseHttp clickHouse, OutputStream out) throws IOException {
    write(clickHouse, "CSVWithNames", CSV_SETTINGS, out);
  }

  private void write(
      ClickHouseHttp clickHouse, String format, Map<String, String> settings, OutputStream out)
      throws IOException {
    try (InputStream answer = ask(clickHouse, format, settings)) {
      answer.transferTo(out);
      out.flush();
    }
  }

  private InputStream ask(ClickHouseHttp clickHouse, String format, Map<String, String> settings)
      throws IOException {
    Map<String, String> all = new HashMap<>(settings);
    parameters.forEach((name, value) -> all.put("param_" + name, escaped(value)));
    return clickHouse.query(sql, format, all);
  }

  /** As a field of tab-separated values, which is how parameters travel. */
  private static String escaped(String value) {
    return value
        .replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }
}
