package io.trustlift.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trustlift.local.process.StartException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FxRatesTest {

  @TempDir private Path folder;

  @Test
  void readsColumnsInAnyOrder() throws IOException {
    FxRates rates =
        read(
            "\uFEFFday,rate,currency\r\n2026-03-02,1.0842,EUR\r\n\"2026-03-03\", 0.0067 ,\"JPY\"\r\n");
    assertThat(rates.rates())
        .containsExactly(
            new FxRates.Rate("EUR", LocalDate.parse("2026-03-02"), 1.0842),
            new FxRates.Rate("JPY", LocalDate.parse("2026-03-03"), 0.0067));
    assertThat(rates.currencies()).containsExactly("EUR", "JPY");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      textBlock =
          """
          EUR;2026-03-02;1.1|EUR;02.03.2026;1.1# line 3, column day: «02.03.2026»
          EUR;2026-03-02;1.1|euro;2026-03-02;1.1# line 3, column currency: «euro»
          EUR;2026-03-02;0# line 2, column rate: «0»
          EUR;2026-03-02;-1# line 2, column rate: «-1»
          EUR;2026-03-02;1e3# line 2, column rate: «1e3»
          EUR;2026-03-02;NaN# line 2, column rate: «NaN»
          EUR;2026-03-02;# line 2, column rate: «»
          EUR;2150-01-01;1.1# line 2, column day: «2150-01-01»
          EUR;2026-02-30;1.1# line 2, column day: «2026-02-30»
          EUR;2026-03-02;1.1;x# line 2: 4 fields
          EUR;2026-03-02# line 2: 2 fields
          EUR;2026-03-02;1.1|EUR;2026-03-02;1.2# line 3, column day: EUR 2026-03-02 stands in line 2
          """)
  void namesWhatCannotBeUsed(String lines, String message) {
    String text = "currency,day,rate\n" + lines.replace(';', ',').replace('|', '\n') + "\n";
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(StartException.class)
        .hasMessageContaining(message.strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      textBlock =
          """
          currency;day# the column rate is missing
          currency;day;rate;rate# «rate» is no column or stands there twice
          currency;day;kurs# «kurs» is no column
          currency;day;rate# there is no rate below
          """)
  void namesWhatIsWrongWithTheHeader(String header, String message) {
    assertThatThrownBy(() -> read(header.replace(';', ',') + "\n"))
        .isInstanceOf(StartException.class)
        .hasMessageContaining(message.strip());
  }

  @Test
  void emptyMissingAndForeignFiles() throws IOException {
    assertThatThrownBy(() -> read("")).hasMessageContaining("is empty");
    assertThatThrownBy(() -> FxRates.read(folder.resolve("missing.csv")))
        .hasMessageContaining("no readable file");
    Path latin = folder.resolve("latin.csv");
    Files.write(latin, "currency,day,r\u00e4te\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> FxRates.read(latin)).hasMessageContaining("UTF-8");
    assertThatThrownBy(() -> read("currency,day,rate\n\"EUR,2026-03-02,1.1\n"))
        .isInstanceOf(StartException.class);
  }

  private FxRates read(String text) throws IOException {
    return FxRates.read(Files.writeString(folder.resolve("rates.csv"), text));
  }
}
