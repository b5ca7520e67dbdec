package io.trustlift.attribution;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.common.security.scram.ScramLoginModule;

/**
 * How Kafka's clients prove who they are and whom they talk to. The password comes from a file or
 * the environment, never from the properties, and is never shown: {@link #toString()} may be
 * logged.
 */
public final class KafkaSecurity implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Holds the password itself, unless a file does. */
  public static final String PASSWORD_VARIABLE = "TRUSTLIFT_KAFKA_PASSWORD";

  /** Plain text, and nobody is asked for a password. */
  public static final KafkaSecurity NONE = new KafkaSecurity(Map.of());

  private static final List<SecurityProtocol> PROTOCOLS =
      List.of(SecurityProtocol.PLAINTEXT, SecurityProtocol.SSL, SecurityProtocol.SASL_SSL);
  private static final List<String> MECHANISMS = List.of("SCRAM-SHA-512", "SCRAM-SHA-256");

  private final Map<String, String> settings;

  private KafkaSecurity(Map<String, String> settings) {
    this.settings = Map.copyOf(settings);
  }

  /**
   * TLS.
   *
   * @param authorities file of the certificates, in PEM, that sign the brokers'; null for those
   *     that Java trusts
   */
  public static KafkaSecurity tls(Path authorities) {
    return new KafkaSecurity(tls(SecurityProtocol.SSL, authorities));
  }

  /**
   * A user's password by SCRAM, over TLS.
   *
   * @param authorities as in {@link #tls}
   * @param mechanism {@code SCRAM-SHA-512} or {@code SCRAM-SHA-256}
   */
  public static KafkaSecurity scram(
      Path authorities, String mechanism, String user, String password) {
    Map<String, String> settings = new HashMap<>(tls(SecurityProtocol.SASL_SSL, authorities));
    settings.put(SaslConfigs.SASL_MECHANISM, mechanism);
    settings.put(
        SaslConfigs.SASL_JAAS_CONFIG,
        "%s required username=%s password=%s;"
            .formatted(ScramLoginModule.class.getName(), quoted(user), quoted(password)));
    return new KafkaSecurity(settings);
  }

  private static Map<String, String> tls(SecurityProtocol protocol, Path authorities) {
    Map<String, String> settings = new HashMap<>();
    settings.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, protocol.name);
    if (authorities != null) {
      settings.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM");
      settings.put(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG, authorities.toString());
    }
    return settings;
  }

  /** As Kafka's parser of login modules reads it. */
  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /**
   * Reads the keys below {@code kafka.}; see {@code docs/operations.md}.
   *
   * @throws IllegalArgumentException naming the key that is missing or cannot be used
   */
  static KafkaSecurity read(ConfigKeys keys, Map<String, String> environment) throws IOException {
    String key = "kafka.security.protocol";
    String name = keys.orElse(key, SecurityProtocol.PLAINTEXT.name);
    SecurityProtocol protocol =
        PROTOCOLS.stream()
            .filter(known -> known.name.equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "%s in %s is %s: it can be one of %s"
                            .formatted(key, keys.file(), name, PROTOCOLS)));
    if (protocol == SecurityProtocol.PLAINTEXT) {
      return NONE;
    }
    String file = keys.readable("kafka.tls.authorities.file");
    Path authorities = file.isEmpty() ? null : Path.of(file);
    if (protocol == SecurityProtocol.SSL) {
      return tls(authorities);
    }
    String mechanism = keys.orElse("kafka.sasl.mechanism", MECHANISMS.get(0));
    if (!MECHANISMS.contains(mechanism)) {
      throw new IllegalArgumentException(
          "kafka.sasl.mechanism in %s is %s: it can be one of %s"
              .formatted(keys.file(), mechanism, MECHANISMS));
    }
    String password = keys.secret("kafka.sasl.password.file", PASSWORD_VARIABLE, environment);
    if (password.isEmpty()) {
      throw new IllegalArgumentException(
          "There is no password for Kafka: name a file as kafka.sasl.password.file in %s, or set %s"
              .formatted(keys.file(), PASSWORD_VARIABLE));
    }
    return scram(authorities, mechanism, keys.required("kafka.sasl.user"), password);
  }

  /** For any of Kafka's clients, the password among them: not to be logged. */
  public Map<String, String> clientSettings() {
    return settings;
  }

  /** The same with where Kafka is: what a client of one's own is made with. */
  public Map<String, Object> client(String bootstrapServers) {
    Map<String, Object> client = new HashMap<>(settings);
    client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    return client;
  }

  /** Without user and password. */
  @Override
  public String toString() {
    return settings.getOrDefault(
        CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, SecurityProtocol.PLAINTEXT.name);
  }
}
