package io.trustlift.attribution;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that viewer ids are replaced with at the source, or none. It comes from a file or the
 * environment, never from an argument, and is never shown: {@link #toString()} may be logged.
 */
public final class ViewerIdSecret implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Holds the secret itself. */
  public static final String VARIABLE = "TRUSTLIFT_VIEWER_ID_SECRET";

  /** Names the file that holds it. */
  public static final String FILE_VARIABLE = "TRUSTLIFT_VIEWER_ID_SECRET_FILE";

  /** The shortest secret, in bytes of UTF-8. */
  public static final int MIN_BYTES = 16;

  /** No secret: ids stay as they are. */
  public static final ViewerIdSecret NONE = new ViewerIdSecret(new byte[0]);

  private static final String ALGORITHM = "HmacSHA256";
  private static final int MARK_BYTES = 8;

  @SuppressWarnings("ImmutableMemberCollection")
  private final byte[] bytes;

  private ViewerIdSecret(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * A secret; surrounding blanks and line ends do not count.
   *
   * @param where what to name in a complaint
   * @throws IllegalArgumentException when it is shorter than {@link #MIN_BYTES}
   */
  public static ViewerIdSecret of(String secret, String where) {
    byte[] bytes = secret.strip().getBytes(StandardCharsets.UTF_8);
    if (bytes.length < MIN_BYTES) {
      throw new IllegalArgumentException(
          "The secret for viewer ids in "
              + where
              + " has "
              + bytes.length
              + " bytes; it needs at least "
              + MIN_BYTES
              + ", such as «openssl rand -hex 32» makes.");
    }
    return new ViewerIdSecret(bytes);
  }

  /**
   * The secret that a file holds.
   *
   * @throws IllegalArgumentException when the file cannot be read or the secret is too short
   */
  public static ViewerIdSecret ofFile(Path file, String where) {
    try {
      return of(Files.readString(file), file + " (" + where + ")");
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "The secret for viewer ids cannot be read from " + file + " (" + where + ").", e);
    }
  }

  /**
   * The secret that the environment holds or names the file of; {@link #NONE} without one.
   *
   * @throws IllegalArgumentException when both variables are set, the file cannot be read or the
   *     secret is too short
   */
  public static ViewerIdSecret of(Map<String, String> environment) {
    String secret = environment.getOrDefault(VARIABLE, "");
    String file = environment.getOrDefault(FILE_VARIABLE, "");
    if (!secret.isEmpty() && !file.isEmpty()) {
      throw new IllegalArgumentException(
          VARIABLE + " and " + FILE_VARIABLE + " are both set: unset one of them.");
    }
    if (!file.isEmpty()) {
      return ofFile(Path.of(file), FILE_VARIABLE);
    }
    return secret.isEmpty() ? NONE : of(secret, VARIABLE);
  }

  public boolean isSet() {
    return bytes.length > 0;
  }

  /** HMAC-SHA256 with this secret, one for each thread. */
  public Mac mac() {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(bytes, ALGORITHM));
      return mac;
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no " + ALGORITHM, e);
    }
  }

  /**
   * HMAC-SHA256 with a key of its own that is made from this secret. {@link #mac()} would do for
   * whoever can have any bytes made a pseudonym and read it in the tables.
   */
  public Mac sealMac() {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update("trustlift seal".getBytes(StandardCharsets.UTF_8));
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(sha.digest(bytes), ALGORITHM));
      return mac;
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no " + ALGORITHM, e);
    }
  }

  /**
   * Tells one secret from another without giving it away: ids of one cannot be found among those of
   * another. «plain» for {@link #NONE}.
   */
  public String mark() {
    if (!isSet()) {
      return "plain";
    }
    byte[] mark = mac().doFinal("trustlift mark".getBytes(StandardCharsets.UTF_8));
    return "hmac-" + HexFormat.of().formatHex(mark, 0, MARK_BYTES);
  }

  /** The id as it stands behind the source. */
  public String apply(String viewerId) {
    return isSet()
        ? java.util.Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(mac().doFinal(viewerId.getBytes(StandardCharsets.UTF_8)))
        : viewerId;
  }

  @Override
  public String toString() {
    return isSet() ? "a secret" : "no secret";
  }
}
