package io.trustlift.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
        .containsEntry("clickhouse_setting_distributed_foreground_insert", "1")
        .containsEntry("clickhouse_setting_distributed_product_mode", "global")
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
  void encryptsWhereItIsToldTo() {
    ClickHouseUrl plain = ClickHouseUrl.of("db.example", 8443, "u", "");
    assertThat(plain.properties()).doesNotContainKeys("ssl", "sslrootcert");
    assertThat(plain.with(new ClickHouseUrl.Tls(true, "")).properties())
        .containsEntry("ssl", "true")
        .doesNotContainKey("sslrootcert");
    ClickHouseUrl own = plain.with(new ClickHouseUrl.Tls(true, "/etc/ca.pem"));
    assertThat(own.properties()).containsEntry("sslrootcert", "/etc/ca.pem");
    assertThat(own.toString()).contains("over TLS");
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
    assertThatThrownBy(
            () -> new ClickHouseUrl("h", 1, "u", "", Duration.ZERO, ClickHouseUrl.Tls.NONE))
        .hasMessageContaining("timeout");
  }

  /**
   * On a cluster the job and its driver are loaded by a class loader of their own, of which
   * DriverManager knows nothing.
   */
  @Test
  void connectsFromAClassLoaderOfItsOwn() throws Exception {
    assertThat(Collections.list(DriverManager.getDrivers())).isNotNull();
    List<URL> classPath = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      classPath.add(Path.of(entry).toUri().toURL());
    }
    try (URLClassLoader loader =
        new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      Class<?> type = loader.loadClass(ClickHouseUrl.class.getName());
      Object nobody = type.getMethod("loopback", int.class).invoke(null, 1);
      // The driver asks nobody before the first statement.
      try (Connection connection = (Connection) type.getMethod("connect").invoke(nobody)) {
        assertThat(connection.isClosed()).isFalse();
      }
    }
  }
}
