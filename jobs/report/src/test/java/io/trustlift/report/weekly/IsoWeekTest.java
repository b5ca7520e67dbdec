package io.trustlift.report.weekly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoWeekTest {

  /** From the calendar: 2020 and 2026 have 53 weeks; the first week is that of the 4 January. */
  @ParameterizedTest
  @CsvSource({
    "2026-W01, 2025-12-29",
    "2026-W47, 2026-11-16",
    "2026-W53, 2026-12-28",
    "2027-W01, 2027-01-04",
    "2021-W01, 2021-01-04",
    "2020-W53, 2020-12-28"
  })
  void namesAndMondays(String text, LocalDate monday) {
    assertThat(IsoWeek.parse(text)).isEqualTo(new IsoWeek(monday)).hasToString(text);
    assertThat(IsoWeek.of(monday.plusDays(6))).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-W54", "2025-W53", "2026-W00"})
  void weeksThatAreNone(String text) {
    assertThatThrownBy(() -> IsoWeek.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "'" + text + "' is not a week: " + text.substring(0, 4) + " has weeks W01 to W5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2026", "2026-47", "W47", "2026-W4", "2026-W47-1", "26-W47"})
  void textThatIsNoWeek(String text) {
    assertThatThrownBy(() -> IsoWeek.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'" + text + "' is not a week such as 2026-W47");
  }

  @Test
  void inWords() {
    assertThat(IsoWeek.parse("2026-w53").days()).isEqualTo("28 Dec to 3 Jan 2027");
  }
}
