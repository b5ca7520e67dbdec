package io.trustlift.reference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  private static Map<String, Object> read(String json) throws MalformedException {
    return Json.object(json.getBytes(UTF_8));
  }

  @Test
  void readsEveryKindOfValue() throws MalformedException {
    Map<String, Object> object =
        read(
            " {\"a\" : [1, -0.50e+3 ,true,false,null,{}],\t\"b\":\"\\u00e9\\n\\/\\ud83d\\ude00\"} ");

    assertThat(object.get("a"))
        .isEqualTo(
            Arrays.asList(
                new Json.Numeral("1"), new Json.Numeral("-0.50e+3"), true, false, null, Map.of()));
    assertThat(object).containsEntry("b", "\u00e9\n/\ud83d\ude00");
  }

  @Test
  void theLastOfRepeatedNamesCounts() throws MalformedException {
    assertThat(read("{\"a\":[1],\"b\":\"\",\"\\u0061\":\"x\"}")).containsEntry("a", "x");
  }

  @Test
  void nestsSixtyFourLevels() throws MalformedException {
    assertThat(read("{\"a\":" + "[".repeat(63) + "]".repeat(63) + "}")).containsKey("a");
    assertThatThrownBy(() -> read("{\"a\":" + "[".repeat(64) + "]".repeat(64) + "}"))
        .isInstanceOf(MalformedException.class);
    assertThat(read("{\"a\":[" + "[],{},".repeat(100) + "1]}")).containsKey("a");
  }

  @Test
  void holdsSixtyFourKibibytes() throws MalformedException {
    String start = "{\"a\":\"";
    int filler = 65_536 - start.length() - 2;
    assertThat(read(start + "x".repeat(filler) + "\"}")).containsKey("a");
    assertThatThrownBy(() -> read(start + "x".repeat(filler) + "\"} "))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> read(start + "x".repeat(filler - 1) + "\u00e9\"}"))
        .as("bytes, not characters")
        .isInstanceOf(MalformedException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "}",
        "[]",
        "null",
        "1",
        "\"{}\"",
        "{}{}",
        "{} x",
        "{,}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{\"a\":1 \"b\":2}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":01}",
        "{\"a\":+1}",
        "{\"a\":.5}",
        "{\"a\":1.}",
        "{\"a\":1e}",
        "{\"a\":-}",
        "{\"a\":0x1}",
        "{\"a\":NaN}",
        "{\"a\":Infinity}",
        "{\"a\":-Infinity}",
        "{\"a\":True}",
        "{\"a\":nul}",
        "{\"a\":[1,]}",
        "{\"a\":[1}",
        "{\"a\":\"\t\"}",
        "{\"a\":\"\u0000\"}",
        "{\"a\":\"\n\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12g4\"}",
        "{\"a\":\"\\ud83d\"}",
        "{\"a\":\"\\ude00\"}",
        "{\"\\ud83d\":1}",
        "{\"a\":\"\\ude00\\ud83d\"}",
        "{\"a\":[{\"b\":\"\\ud83dx\"}]}",
        "\ufeff{}",
        "\u0000{}",
        "{}\u0000",
        "{}\f",
        "\u00a0{}",
        "{/**/}",
        "{\"a\":1/**/}",
        "{\"a\":\"b}"
      })
  void everythingElseIsMalformed(String json) {
    assertThatThrownBy(() -> read(json)).isInstanceOf(MalformedException.class);
  }

  @Test
  void bytesThatAreNotUtf8AreMalformed() {
    for (int[] bad :
        List.of(
            new int[] {0xff},
            new int[] {0xc0, 0x80},
            new int[] {0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80},
            new int[] {0xf4, 0x90, 0x80, 0x80},
            new int[] {0xe2, 0x82})) {
      byte[] json = new byte[bad.length + 7];
      byte[] text = "{\"\":\"\"}".getBytes(UTF_8);
      System.arraycopy(text, 0, json, 0, 5);
      for (int i = 0; i < bad.length; i++) {
        json[5 + i] = (byte) bad[i];
      }
      System.arraycopy(text, 5, json, 5 + bad.length, 2);
      assertThatThrownBy(() -> Json.object(json)).isInstanceOf(MalformedException.class);
    }
  }

  @Test
  void agreesWithJacksonOnTheGoldenRecords() throws IOException {
    ObjectMapper jackson = new ObjectMapper();
    for (Topic topic : Topic.values()) {
      for (RawRecord record : GoldenCase.named("small").history().records(topic)) {
        Map<String, Object> object;
        try {
          object = Json.object(record.value());
        } catch (MalformedException e) {
          continue;
        }
        JsonNode tree = jackson.readTree(record.value());
        assertThat(object.keySet()).containsExactlyElementsOf(() -> tree.fieldNames());
        object.forEach(
            (name, value) ->
                assertThat(value instanceof Json.Numeral n ? n.text() : String.valueOf(value))
                    .isEqualTo(tree.get(name).asText()));
      }
    }
  }
}
