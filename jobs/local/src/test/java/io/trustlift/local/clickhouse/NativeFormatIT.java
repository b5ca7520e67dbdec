package io.trustlift.local.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Blocks for clients that ask for a revision of the native protocol, as the Go client does. What is
 * expected is put together from the engine's own blocks of one column each, where the end of the
 * column is the end of the block.
 */
class NativeFormatIT {

  @RegisterExtension static final EmbeddedClickHouse CLICKHOUSE = new EmbeddedClickHouse();

  /** One expression for each way in which columns are laid out; {@code number} is the row. */
  private static final List<String> EXPRESSIONS =
      List.of(
          "toUInt8(number)",
          "number",
          "toInt128(number)",
          "toFloat64(number)",
          "toBool(number % 2)",
          "repeat('é', number * 70)",
          "toFixedString('abc', 5)",
          "toDecimal64(number, 4)",
          "toDecimal128(number, 4)",
          "toDate(number)",
          "toDateTime(number)",
          "toDateTime64(number, 3, 'UTC')",
          "toUUID('61f0c404-5cb3-11e7-907b-a6006ad3dba0')",
          "CAST(number % 2, 'Enum8(\\'a, (b\\' = 0, \\'c\\' = 1)')",
          "NULL",
          "nullIf(number, 1)",
          "nullIf(toString(number), '1')",
          "toLowCardinality(toString(number % 3))",
          "toLowCardinality(nullIf(toString(number % 3), '1'))",
          "range(number)",
          "arrayMap(x -> toString(x), range(number % 4))",
          "arrayMap(x -> toLowCardinality(toString(x)), range(number % 4))",
          "[]::Array(LowCardinality(String))",
          "[[number], [], [number, number]]",
          "(number, toString(number))",
          "CAST((number, toString(number)), 'Tuple(a UInt64, b String)')",
          "map('k', number, toString(number), 7)",
          "map(toLowCardinality('k'), [nullIf(number, 2)])",
          "toIntervalDay(number)",
          "toIPv4('127.0.0.1')",
          "toIPv6('::1')");

  @ParameterizedTest
  @ValueSource(ints = {54_405, 54_454, 54_460})
  void blocksHaveTheRevisionAskedFor(int revision) {
    for (int rows : new int[] {1, 3, 300}) {
      assertThat(block(EXPRESSIONS, rows, revision))
          .as("%d rows at revision %d", rows, revision)
          .isEqualTo(expected(rows, revision));
    }
  }

  @Test
  void aResultOfManyBlocksIsConvertedBlockByBlock() {
    byte[] plain = block(List.of("number", "toString(number)"), 200_000, 0);
    byte[] converted = block(List.of("number", "toString(number)"), 200_000, 54_460);
    int blocks = 4; // of 65,409 rows at most

    assertThat(converted.length - plain.length).isEqualTo(blocks * (8 + 2));
  }

  @Test
  void blocksOfManyMegabytesAreConvertedInReasonableTime() {
    byte[] converted = block(List.of("number", "repeat('x', 1000)"), 100_000, 54_460);

    assertThat(converted.length).isGreaterThan(100_000_000);
  }

  @Test
  void anEmptyResultHasNoRows() {
    byte[] converted = block(List.of("number", "toLowCardinality('x')"), 0, 54_460);

    assertThat(converted.length == 0 || converted[9] == 0).isTrue();
  }

  @Test
  void withoutARevisionBlocksAreThoseOfTheEngine() {
    assertThat(block(List.of("number"), 2, 0)).startsWith(1, 2, 2, 'c', '0');
  }

  private static byte[] expected(int rows, int revision) {
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    expected.writeBytes(new byte[] {1, 0, 2, -1, -1, -1, -1, 0});
    varint(expected, EXPRESSIONS.size());
    varint(expected, rows);
    int countLength = rows < 128 ? 1 : 2;
    for (int i = 0; i < EXPRESSIONS.size(); i++) {
      byte[] column = single(EXPRESSIONS.get(i), i, rows);
      int at = 1 + countLength;
      int data = textEnd(column, textEnd(column, at));
      expected.write(column, at, data - at);
      if (revision >= 54_454) {
        expected.write(0);
      }
      expected.write(column, data, column.length - data);
    }
    return expected.toByteArray();
  }

  /** A block of one column, called as it is called among all of them. */
  private static byte[] single(String expression, int name, int rows) {
    return new HttpCall(CLICKHOUSE.process().port())
        .with("default_format", "Native")
        .post("SELECT " + expression + " AS c" + name + " FROM numbers(" + rows + ")")
        .requireOk()
        .body();
  }

  private static byte[] block(List<String> expressions, int rows, int revision) {
    String columns =
        IntStream.range(0, expressions.size())
            .mapToObj(i -> expressions.get(i) + " AS c" + i)
            .collect(Collectors.joining(", "));
    HttpCall call = new HttpCall(CLICKHOUSE.process().port()).with("default_format", "Native");
    if (revision > 0) {
      call.with("client_protocol_version", Integer.toString(revision));
    }
    return call.post("SELECT " + columns + " FROM numbers(" + rows + ")").requireOk().body();
  }

  private static int textEnd(byte[] bytes, int at) {
    assertThat(bytes[at]).as("a short text").isPositive();
    return at + 1 + bytes[at];
  }

  private static void varint(ByteArrayOutputStream to, int value) {
    int rest = value;
    while (rest >= 128) {
      to.write((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    to.write(rest);
  }
}
