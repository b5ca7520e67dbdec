package io.trustlift.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClickHouseUrlTest {

  @Test
  void thePasswordIsInThePropertiesOnly() {
    ClickHouseUrl url = ClickHouseUrl.of("db.example", 8123, "writer", "s3cret");

    assertThat(url.url()).isEqualTo("jdbc:clickhouse://db.example:8123/default");
    assertThat(url.toString()).contains("db.example", "writer").doesNotContain("s3cret");
    assertThat(url.properties())
        .containsEntry("user", "writer")
        .containsEntry("password", "s3cret");
  }

  @Test
  void setsWhatTrustLiftReliesOn() {
    assertThat(ClickHouseUrl.loopback(8123).properties())
        .containsEntry("clickhouse_setting_async_insert", "0")
        .containsEntry("clickhouse_setting_max_partitions_per_insert_block", "0")
        .containsEntry("socket_timeout", "60000")
        .containsEntry("retry", "0")
        .containsEntry("use_time_zone", "UTC")
        .containsEntry("compress", "false")
        .doesNotContainKey("password");
    assertThat(ClickHouseUrl.of("db.example", 8123, "u", "").properties())
        .containsEntry("compress", "true");
  }

  @Test
  void takesAddressesOfVersionSix() {
    assertThat(ClickHouseUrl.of("::1", 8123, "u", "").url())
        .isEqualTo("jdbc:clickhouse://[::1]:8123/default");
  }

  @Test
  void refusesNonsense() {
    assertThatThrownBy(() -> ClickHouseUrl.of(" ", 8123, "u", ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ClickHouseUrl.of("h", 0, "u", "")).hasMessageContaining("0");
    assertThatThrownBy(() -> new ClickHouseUrl("h", 1, "u", "", Duration.ZERO))
        .hasMessageContaining("timeout");
  }
}
