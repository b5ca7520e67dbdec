package io.trustlift.local.redrive;

import static io.trustlift.local.redrive.Letters.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trustlift.local.process.StartException;
import io.trustlift.model.Reason;
import io.trustlift.model.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepairFileTest {

  @TempDir private Path folder;

  private static DeadLetter letter(byte[] payload, long offset) {
    return new DeadLetter(
        new Position(Topic.ORDERS, 2, offset),
        Reason.MALFORMED,
        "is not JSON",
        utf8("v"),
        payload,
        DeadLetter.Status.WAITING);
  }

  @Test
  void whateverTheBytesAreTheyComeBack() throws IOException {
    Random random = new Random(7);
    List<DeadLetter> letters = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      byte[] payload = new byte[random.nextInt(40)];
      random.nextBytes(payload);
      letters.add(letter(payload, i));
    }
    for (String text :
        List.of(
            "",
            " ",
            "null",
            "\"",
            "\u0000",
            "a\nb\r\u2028",
            "é\ud83d\ude00",
            "\ufeff{}",
            "{\"a\":1}")) {
      letters.add(letter(utf8(text), letters.size()));
    }
    Path file = folder.resolve("letters.jsonl");
    RepairFile.write(letters, file);

    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    List<Repair> repairs = RepairFile.read(file);
    assertThat(repairs).hasSameSizeAs(letters);
    for (int i = 0; i < letters.size(); i++) {
      assertThat(repairs.get(i).line()).isEqualTo(i + 1);
      assertThat(repairs.get(i).position()).isEqualTo(letters.get(i).position());
      assertThat(repairs.get(i).value()).isEqualTo(letters.get(i).payload());
    }
  }

  @Test
  void aLineIsOneDeadLetter() throws IOException {
    assertThat(RepairFile.line(letter(utf8("{\"a\":"), 5)))
        .isEqualTo(
            "{\"topic\":\"live.orders\",\"partition\":2,\"offset\":5,\"reason\":\"malformed\",\"detail\":\"is not JSON\",\"value\":\"{\\\"a\\\":\"}");
    assertThat(RepairFile.line(letter(new byte[] {(byte) 0xff, 0}, 5)))
        .endsWith("\"value_base64\":\"/wA=\"}");
  }

  @Test
  void aFileThatIsThereIsNotWrittenOver() throws IOException {
    Path file = Files.writeString(folder.resolve("repairs.jsonl"), "hours of work");
    assertThatThrownBy(() -> RepairFile.write(List.of(letter(utf8("{"), 1)), file))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("is there already");
    assertThat(file).hasContent("hours of work");
  }

  @Test
  void anObjectIsAValueTooAndKeepsItsAmounts() {
    List<Repair> repairs =
        RepairFile.parse(
            List.of(
                "",
                "{\"topic\":\"live.orders\",\"partition\":0,\"offset\":9007199254740993,\"value\":{\"amount\":9.90,\"n\":12345678901234567890}}"),
            "f");
    assertThat(repairs).singleElement().satisfies(r -> assertThat(r.line()).isEqualTo(2));
    assertThat(repairs.get(0).position().offset()).isEqualTo(9007199254740993L);
    assertThat(repairs.get(0).value())
        .asString()
        .isEqualTo("{\"amount\":9.90,\"n\":12345678901234567890}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "{; is not one JSON object",
        "[]; is not a JSON object",
        "{} {}; is not one JSON object",
        "{\"topic\":\"live.order\"}; has no topic that is one of live.viewer-events",
        "{\"topic\":\"live.orders\",\"partition\":\"0\"}; has no partition that is a whole number",
        "{\"topic\":\"live.orders\",\"partition\":0,\"offset\":-1}; has no offset",
        "{\"topic\":\"live.orders\",\"partition\":0,\"offset\":1.5}; has no offset",
        "{\"topic\":\"live.orders\",\"partition\":0,\"offset\":1}; has neither",
        "{\"topic\":\"live.orders\",\"partition\":0,\"offset\":1,\"value\":\"\",\"value_base64\":\"\"}; has both",
        "{\"topic\":\"live.orders\",\"partition\":0,\"offset\":1,\"value\":5}; neither text nor an object",
        "{\"topic\":\"live.orders\",\"partition\":0,\"offset\":1,\"value\":{\"a\":1,\"a\":2}}; is not one JSON object",
        "{\"topic\":\"live.orders\",\"partition\":0,\"offset\":1,\"value_base64\":\"%\"}; is no base64"
      })
  void aLineThatCannotBeUnderstoodIsNamed(String line, String complaint) {
    String good = "{\"topic\":\"live.orders\",\"partition\":3,\"offset\":1,\"value\":\"x\"}";
    assertThatThrownBy(() -> RepairFile.parse(List.of(good, line), "f.jsonl"))
        .isInstanceOf(StartException.class)
        .hasMessageContainingAll("Line 2 of f.jsonl", complaint.strip(), "Nothing was sent");
  }

  @Test
  void oneDeadLetterStandsOnceInAFile() {
    String good = "{\"topic\":\"live.orders\",\"partition\":3,\"offset\":1,\"value\":\"x\"}";
    assertThatThrownBy(() -> RepairFile.parse(List.of(good, "", good), "f"))
        .hasMessageContaining("Line 3 of f has the dead letter of line 1 once more");
  }
}
