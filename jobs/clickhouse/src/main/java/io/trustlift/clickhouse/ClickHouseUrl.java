package io.trustlift.clickhouse;

import com.clickhouse.jdbc.Driver;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;

/**
 * Where a ClickHouse listens and how TrustLift talks to it over HTTP: the JDBC URL and the
 * properties that go with it.
 *
 * <p>The password travels in {@link #properties()} only. It is never part of {@link #url()} or
 * {@link #toString()}, which may be logged.
 *
 * <p>What is set, and why:
 *
 * <ul>
 *   <li>{@code async_insert = 0}: the server's default is 1, and with it an insert could be
 *       acknowledged as part of a batch that a later statement does not see yet;
 *   <li>{@code distributed_foreground_insert = 1}: on a cluster, an insert is acknowledged when its
 *       shards have it, and not when one server has noted it; a checkpoint counts on that;
 *   <li>{@code distributed_product_mode = global}: on a cluster, what is joined to a sharded table
 *       is looked for on all shards and not on each one's own;
 *   <li>{@code socket_timeout}: the driver has none, so a lost server would hang a writer for ever;
 *   <li>{@code retry = 0}: otherwise every attempt of ours is silently four of the driver's;
 *   <li>{@code max_partitions_per_insert_block = 0}: replays span months, and a batch of them more
 *       than 100 partitions;
 *   <li>{@code compress = false} on loopback, where compressing costs more than it saves;
 *   <li>UTC, whatever the zone of the JVM or the server.
 * </ul>
 *
 * @param host name or address
 * @param port of the HTTP interface
 * @param user name of the database user
 * @param password of that user; empty for none
 * @param socketTimeout how long one read may wait; at least a millisecond
 * @param tls whether the way there is encrypted
 */
public record ClickHouseUrl(
    String host, int port, String user, String password, Duration socketTimeout, Tls tls)
    implements Serializable {

  /**
   * Whether the way to the server is encrypted, and who vouches for the server.
   *
   * @param on whether it is
   * @param authorities file of the certificates, in PEM, that sign the server's; empty for those
   *     that Java trusts
   */
  public record Tls(boolean on, String authorities) implements Serializable {

    /** Plain text. */
    public static final Tls NONE = new Tls(false, "");
  }

  /** Class name of the JDBC driver, for libraries that want to load it by name. */
  public static final String DRIVER = "com.clickhouse.jdbc.Driver";

  private static final Duration DEFAULT_SOCKET_TIMEOUT = Duration.ofSeconds(60);

  /** Checks the arguments; throws {@link IllegalArgumentException} naming the one that is wrong. */
  public ClickHouseUrl {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(password, "password");
    if (host == null || host.isBlank()) {
      throw new IllegalArgumentException("ClickHouse host is empty");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("ClickHouse port is not 1 to 65535: " + port);
    }
    if (socketTimeout.toMillis() < 1) {
      throw new IllegalArgumentException("ClickHouse socket timeout is below a millisecond");
    }
  }

  /** The given server in plain text, with a socket timeout of 60 seconds. */
  public static ClickHouseUrl of(String host, int port, String user, String password) {
    return new ClickHouseUrl(host, port, user, password, DEFAULT_SOCKET_TIMEOUT, Tls.NONE);
  }

  /** The same server, reached another way. */
  public ClickHouseUrl with(Tls way) {
    return new ClickHouseUrl(host, port, user, password, socketTimeout, way);
  }

  /** A server on this machine that asks for no password, such as the embedded one. */
  public static ClickHouseUrl loopback(int port) {
    return of("127.0.0.1", port, "default", "");
  }

  /** The JDBC URL, without user and password. */
  public String url() {
    String address = host.contains(":") ? "[" + host + "]" : host;
    return "jdbc:clickhouse://" + address + ":" + port + "/default";
  }

  /** A fresh copy of the driver's properties, user and password among them: not to be logged. */
  public Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    if (!password.isEmpty()) {
      properties.setProperty("password", password);
    }
    if (tls.on()) {
      properties.setProperty("ssl", "true");
      if (!tls.authorities().isEmpty()) {
        properties.setProperty("sslrootcert", tls.authorities());
      }
    }
    properties.setProperty("socket_timeout", Long.toString(socketTimeout.toMillis()));
    properties.setProperty("retry", "0");
    properties.setProperty("compress", Boolean.toString(!isLoopback()));
    properties.setProperty("use_server_time_zone", "false");
    properties.setProperty("use_time_zone", "UTC");
    properties.setProperty("clickhouse_setting_async_insert", "0");
    properties.setProperty("clickhouse_setting_distributed_foreground_insert", "1");
    properties.setProperty("clickhouse_setting_distributed_product_mode", "global");
    properties.setProperty("clickhouse_setting_max_partitions_per_insert_block", "0");
    return properties;
  }

  /**
   * Opens a connection.
   *
   * @throws SQLException if the server cannot be reached or refuses the user
   */
  public Connection connect() throws SQLException {
    // Not by DriverManager: it knows the drivers of the system's class path only, and on a cluster
    // the driver comes with the job.
    return new Driver().connect(url(), properties());
  }

  /** Without the password. */
  @Override
  public String toString() {
    return url() + " as " + user + (tls.on() ? " over TLS" : "");
  }

  private boolean isLoopback() {
    return host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
  }
}
