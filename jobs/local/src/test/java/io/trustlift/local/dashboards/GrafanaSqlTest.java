package io.trustlift.local.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GrafanaSqlTest {

  private static final GrafanaSql SQL =
      new GrafanaSql(
          Instant.ofEpochSecond(1_000),
          Instant.ofEpochSecond(90_000),
          60,
          Map.of("one", List.of("it's"), "many", List.of("a", "b"), "step", List.of("60")));

  @Test
  void variables() {
    assertThat(SQL.expand("${one:sqlstring} ${many:sqlstring} ${step} $step $many"))
        .isEqualTo("'it''s' 'a','b' 60 60 'a','b'");
    assertThatThrownBy(() -> SQL.expand("$none")).hasMessageContaining("none");
  }

  @Test
  void macros() {
    assertThat(SQL.expand("$__fromTime $__toTime")).isEqualTo("toDateTime(1000) toDateTime(90000)");
    assertThat(SQL.expand("$__timeFilter(t)"))
        .isEqualTo("t >= toDateTime(1000) AND t <= toDateTime(90000)");
    assertThat(SQL.expand("$__dateFilter(d)"))
        .isEqualTo("d >= toDate('1970-01-01') AND d <= toDate('1970-01-02')");
    assertThat(SQL.expand("$__timeInterval(t)"))
        .isEqualTo("toStartOfInterval(toDateTime(t), INTERVAL 60 second)");
    assertThatThrownBy(() -> SQL.expand("$__bucket(t)")).hasMessageContaining("bucket");
  }
}
