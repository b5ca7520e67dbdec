package io.trustlift.local.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trustlift.local.clickhouse.EmbeddedClickHouse;
import io.trustlift.local.statistics.FunctionSamples.Sample;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * A view holds the text of the functions it calls, where a column could be taken for a variable of
 * theirs: every function gives a view the number that it gives a query, whatever the columns are
 * called.
 */
class FunctionsInViewsIT {

  @RegisterExtension static final EmbeddedClickHouse CLICKHOUSE = new EmbeddedClickHouse();

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> COMMON_NAMES =
      List.of(
          "a", "b", "x", "n", "p", "t", "df", "k", "v", "m", "s", "q", "y", "z", "i", "r", "e", "d",
          "c", "u");

  private static final Pattern VARIABLE = Pattern.compile("\\b[a-z]+_\\w+");

  private static final Pattern PARAMETERS = Pattern.compile("AS \\(([^)]*)\\) ->|AS (\\w+) ->");

  @ParameterizedTest
  @FieldSource("io.trustlift.local.statistics.FunctionSamples#PUBLIC")
  void aViewGivesTheNumberOfTheQuery(Sample sample) throws IOException, SQLException {
    JsonNode expected = value("SELECT " + sample.call(sample.constants()) + " AS r");
    assertThat(expected.isNull()).as("a sample must have an answer").isFalse();
    String text =
        CLICKHOUSE
            .column(
                "SELECT create_query FROM system.functions WHERE name = '"
                    + sample.function()
                    + "'")
            .get(0)
            .replace("`", "");

    for (List<String> names : namings(sample, text)) {
      String columns =
          IntStream.range(0, names.size())
              .mapToObj(i -> "materialize(" + sample.constants().get(i) + ") AS " + names.get(i))
              .collect(Collectors.joining(", "));
      CLICKHOUSE.execute(
          "CREATE OR REPLACE VIEW trust.function_case AS SELECT "
              + sample.call(names)
              + " AS r FROM (SELECT "
              + columns
              + ")");
      assertSame(value("SELECT r FROM trust.function_case"), expected, names);
    }
  }

  @Test
  void everyFunctionHasASample() throws SQLException {
    Set<String> expected = new TreeSet<>(FunctionSamples.INTERNAL);
    FunctionSamples.PUBLIC.forEach(sample -> expected.add(sample.function()));
    assertThat(
            CLICKHOUSE.column(
                "SELECT name FROM system.functions WHERE origin = 'SQLUserDefined' AND startsWith(name, 'tl')"))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  /**
   * Column names for the arguments: common ones, the function's own parameters in another order,
   * and the variables of its lambdas.
   */
  private static List<List<String>> namings(Sample sample, String text) {
    int count = sample.arguments().size();
    List<List<String>> namings = new ArrayList<>();
    namings.add(COMMON_NAMES.subList(0, count));
    Matcher parameters = PARAMETERS.matcher(text);
    assertThat(parameters.find()).as("parameters in %s", text).isTrue();
    List<String> own =
        new ArrayList<>(
            List.of(
                (parameters.group(1) == null ? parameters.group(2) : parameters.group(1))
                    .split(", ")));
    assertThat(own).hasSize(count);
    Collections.rotate(own, 1);
    namings.add(own);
    Set<String> variables = new TreeSet<>();
    Matcher variable = VARIABLE.matcher(text);
    while (variable.find()) {
      variables.add(variable.group());
    }
    List<String> inner = new ArrayList<>(variables);
    for (int i = inner.size(); i < count; i++) {
      inner.add(COMMON_NAMES.get(i));
    }
    namings.add(inner.subList(0, count));
    namings.add(inner.subList(inner.size() - count, inner.size()));
    return namings;
  }

  private static JsonNode value(String sql) throws IOException {
    return JSON.readTree(CLICKHOUSE.json(sql).get(0)).get("r");
  }

  private static void assertSame(JsonNode actual, JsonNode expected, List<String> names) {
    if (expected.isContainerNode()) {
      assertThat(actual.size()).as("columns %s", names).isEqualTo(expected.size());
      for (int i = 0; i < expected.size(); i++) {
        assertSame(actual.get(i), expected.get(i), names);
      }
    } else if (expected.isNumber()) {
      double scale = Math.max(Math.abs(expected.doubleValue()), 1e-300);
      assertThat((actual.doubleValue() - expected.doubleValue()) / scale)
          .as("columns %s: %s, query: %s", names, actual, expected)
          .isBetween(-1e-13, 1e-13);
    } else {
      assertThat(actual).as("columns %s", names).isEqualTo(expected);
    }
  }
}
