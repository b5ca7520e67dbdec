package io.trustlift.local.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trustlift.local.clickhouse.EmbeddedClickHouse;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The SQL functions against what respected engines print, in a query and through a view. */
class GoldenStatisticsIT {

  @RegisterExtension static final EmbeddedClickHouse CLICKHOUSE = new EmbeddedClickHouse();

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Printed for reading by the program the number is from, to fewer decimals than its case states.
   */
  private static final Map<String, Integer> DECIMALS = Map.of("het_wald", 2);

  /** Not numbers but remarks on one. */
  private static final List<String> REMARKS = List.of("asserted");

  static List<GoldenCase> cases() {
    return GoldenCase.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyNumberIsMetToItsDecimals(GoldenCase golden) throws IOException, SQLException {
    String sql = Families.sql(golden);
    JsonNode selected = row(sql);
    CLICKHOUSE.execute("CREATE OR REPLACE VIEW trust.golden_case AS " + sql);
    JsonNode viewed = row("SELECT * FROM trust.golden_case");

    assertThat(golden.expected()).isNotEmpty();
    golden
        .expected()
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!REMARKS.contains(name)) {
                check(golden, name, selected);
                check(golden, name, viewed);
              }
            });
  }

  @Test
  void aCaseOfNoFamilyIsRefused() throws IOException {
    JsonNode empty = JSON.readTree("{}");
    assertThatThrownBy(
            () ->
                Families.sql(
                    new GoldenCase("odd", "?", JSON.readTree("{\"q\": 1}"), empty, empty, 5)))
        .hasMessageContaining("odd belongs to no family");
    assertThatThrownBy(
            () ->
                Families.sql(
                    new GoldenCase(
                        "odd",
                        "?",
                        JSON.readTree("{\"control\": {\"n\": 1}, \"treatment\": {\"n\": 1}}"),
                        empty,
                        empty,
                        5)))
        .hasMessageContaining("no family has an arm like");
    assertThatThrownBy(
            () ->
                Families.sql(
                    new GoldenCase(
                        "odd",
                        "?",
                        JSON.readTree("{\"p\": [1]}"),
                        JSON.readTree("{\"tails\": 1}"),
                        empty,
                        5)))
        .hasMessageContaining("unknown setting tails");
  }

  private static JsonNode row(String sql) throws IOException {
    return JSON.readTree(CLICKHOUSE.json(sql).get(0));
  }

  private static void check(GoldenCase golden, String name, JsonNode row) {
    JsonNode expected = golden.expected().get(name);
    JsonNode actual = row.path(name);
    double tolerance = 0.5 * Math.pow(10, -DECIMALS.getOrDefault(name, golden.decimals())) + 1e-12;
    if (expected.isArray()) {
      assertThat(actual.size()).as(name).isEqualTo(expected.size());
    }
    for (int i = 0; i < (expected.isArray() ? expected.size() : 1); i++) {
      JsonNode one = expected.isArray() ? actual.get(i) : actual;
      JsonNode wanted = expected.isArray() ? expected.get(i) : expected;
      assertThat(wanted.isNumber()).as("%s is expected to be %s", name, wanted).isTrue();
      assertThat(one.isNumber()).as("%s is %s", name, one).isTrue();
      assertThat(one.doubleValue()).as(name).isCloseTo(wanted.doubleValue(), within(tolerance));
    }
  }
}
