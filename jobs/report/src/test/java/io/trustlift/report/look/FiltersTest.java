package io.trustlift.report.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiltersTest {

  @Test
  void whatIsLeftOutHasItsDefault() {
    Filters filters = Filters.parse(null);

    assertThat(filters)
        .isEqualTo(new Filters(TimeRange.ALL, "", "live", "type", "order", "", ""))
        .isEqualTo(Filters.parse(""));
  }

  @Test
  void valuesAreDecodedAndKeptAsTheyAre() {
    Filters filters = Filters.parse("stream=a%27%20OR%201%3D1&market=DE&mode=all&experiment=x%26y");

    assertThat(filters.stream()).isEqualTo("a' OR 1=1");
    assertThat(filters.experiment()).isEqualTo("x&y");
    assertThat(filters.market()).isEqualTo("DE");
    assertThat(filters.mode()).isEqualTo("all");
  }

  @ParameterizedTest
  @CsvSource({
    "mode=dead, 'The filter mode is one of all, live, replay, not «dead».'",
    "focus=, 'The filter focus is one of credential, kind, type, not «».'",
    "colour=red, 'There is no filter «colour».'",
    "market=DE&market=US, 'The filter market is given twice.'",
    "market=%zz, 'The address holds a broken escape.'",
    "range=yesterday, 'The range yesterday is not understood'",
    "range=2026-03-09..2026-03-02, 'The range 2026-03-09..2026-03-02 ends before it begins.'",
    "range=1026-03-09..2026-03-02, leaves the calendar",
  })
  void whatIsNotUnderstoodIsNamed(String query, String message) {
    assertThatThrownBy(() -> Filters.parse(query))
        .isInstanceOf(LookException.class)
        .hasMessageContaining(message)
        .extracting(e -> ((LookException) e).status())
        .isEqualTo(400);
  }

  @Test
  void aFilterHasItsLength() {
    assertThatThrownBy(() -> Filters.parse("stream=" + "x".repeat(257)))
        .hasMessage("The filter stream is too long.");
  }
}
