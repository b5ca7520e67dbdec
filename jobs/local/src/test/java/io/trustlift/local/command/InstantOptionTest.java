package io.trustlift.local.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class InstantOptionTest {

  private final InstantOption option = new InstantOption();

  @Test
  void datesAndInstants() {
    Instant evening = Instant.parse("2026-03-02T18:00:00.500Z");
    assertThat(option.convert("2026-03-02")).isEqualTo(Instant.parse("2026-03-02T00:00:00Z"));
    assertThat(option.convert("2026-03-02T18:00:00.5Z")).isEqualTo(evening);
    assertThat(option.convert("2026-03-02T19:00:00.5+01:00")).isEqualTo(evening);
    assertThat(InstantOption.sql(evening)).isEqualTo("2026-03-02 18:00:00.500");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "2026-3-2", "2026-02-30", "2026-03-02T18:00:00"})
  void whatIsNone(String text) {
    assertThatThrownBy(() -> option.convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("2026-03-02T18:00:00Z");
  }

  @Test
  void whatTheTablesCannotHold() {
    assertThatThrownBy(() -> option.convert("1969-12-31")).hasMessageContaining("1970");
    assertThatThrownBy(() -> option.convert("2200-01-01")).hasMessageContaining("2106");
  }
}
