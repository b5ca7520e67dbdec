package io.trustlift.attribution.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes raw viewer ids out of a record's value: the value of each {@code viewer_id} becomes its
 * pseudonym, all else stays byte for byte. Where it is not certain that the id is gone then, the
 * value's SHA-256 and length stand in for it. Not thread-safe: one for each reader.
 */
final class PayloadPseudonyms {

  private static final String FIELD = "viewer_id";
  private static final JsonFactory JSON = new JsonFactory();

  private final Pseudonyms pseudonyms;

  PayloadPseudonyms(Pseudonyms pseudonyms) {
    this.pseudonyms = pseudonyms;
  }

  /** Bytes of the value that make way for others; the end is exclusive. */
  private record Cut(int from, int to, String id) {}

  /**
   * The value of a valid event without the id of its viewer: the usual case, without a second
   * parsing.
   */
  byte[] ofValid(byte[] payload, String viewerId, String pseudonym) {
    byte[] id = viewerId.getBytes(StandardCharsets.UTF_8);
    int at = onlyPlace(payload, id);
    if (at < 1 || payload[at - 1] != '"' || payload[at + id.length] != '"') {
      return of(payload, id, true);
    }
    return replaced(
        payload,
        List.of(new Cut(at, at + id.length, "")),
        pseudonym.getBytes(StandardCharsets.UTF_8));
  }

  /** Where an id stands that stands there once and is not escaped; -1 otherwise. */
  private static int onlyPlace(byte[] payload, byte[] id) {
    int place = -1;
    for (int at = 0; at < payload.length; at++) {
      if (payload[at] == '\\') {
        return -1;
      }
      if (payload[at] == id[0] && startsAt(payload, at, id)) {
        if (place >= 0) {
          return -1;
        }
        place = at;
      }
    }
    return place;
  }

  private static boolean startsAt(byte[] payload, int at, byte[] id) {
    if (at + id.length > payload.length) {
      return false;
    }
    for (int i = 1; i < id.length; i++) {
      if (payload[at + i] != id[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Any value without raw ids.
   *
   * @param key the record's key, which on some topics is the id; may be empty
   * @param ofViewer whether the record has to name a viewer: without a name that can be found, the
   *     id may stand anywhere
   */
  byte[] of(byte[] payload, byte[] key, boolean ofViewer) {
    if (payload.length == 0) {
      return payload;
    }
    List<Cut> cuts = new ArrayList<>(1);
    List<String> others = new ArrayList<>();
    boolean certain = read(payload, cuts, others);
    Set<String> ids = new TreeSet<>();
    cuts.forEach(cut -> ids.add(cut.id()));
    if (ofViewer && key.length > 0) {
      ids.add(new String(key, StandardCharsets.UTF_8));
    }
    if (!certain || (ofViewer && cuts.isEmpty()) || holdsAny(others, ids)) {
      return standIn(payload);
    }
    return cuts.isEmpty() ? payload : replaced(payload, cuts, null);
  }

  /** Finds the values of {@code viewer_id}, and all other words; false when there may be more. */
  private static boolean read(byte[] payload, List<Cut> cuts, List<String> others) {
    boolean found = true;
    try (JsonParser json = JSON.createParser(payload)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      boolean mine = false;
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.FIELD_NAME) {
          others.add(json.currentName());
          mine = json.currentName().equals(FIELD);
          continue;
        }
        if (mine && token.isScalarValue()) {
          int from = Math.toIntExact(json.currentTokenLocation().getByteOffset());
          String id = json.getText();
          json.finishToken();
          found &= from >= 0; // below it the bytes are no UTF-8
          boolean number = token.isNumeric();
          int to =
              number ? from + id.length() : Math.toIntExact(json.currentLocation().getByteOffset());
          if (from >= 0 && (token == JsonToken.VALUE_STRING || number)) {
            cuts.add(new Cut(from, to, id));
          }
        } else if (mine) {
          found = false;
        } else if (token.isScalarValue()) {
          others.add(json.getText());
        }
        mine = false;
      }
    } catch (IOException notJson) {
      return false;
    }
    return found;
  }

  private static boolean holdsAny(List<String> words, Set<String> ids) {
    for (String id : ids) {
      for (String word : words) {
        if (!id.isEmpty() && holds(word, id)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Whether a text names an id: as a word of its own, so that a short id is not found in every
   * number.
   */
  private static boolean holds(String text, String id) {
    for (int at = text.indexOf(id); at >= 0; at = text.indexOf(id, at + 1)) {
      int end = at + id.length();
      boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
      boolean ends = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
      if (begins && ends) {
        return true;
      }
    }
    return false;
  }

  /**
   * The payload with other bytes in place of the cuts: those given, or each id's pseudonym in
   * quotes.
   */
  private byte[] replaced(byte[] payload, List<Cut> cuts, byte[] by) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(payload.length + 64);
    int at = 0;
    for (Cut cut : cuts) {
      out.write(payload, at, cut.from() - at);
      byte[] instead = by;
      if (instead == null) {
        instead = ('"' + pseudonyms.of(cut.id()) + '"').getBytes(StandardCharsets.UTF_8);
      }
      out.write(instead, 0, instead.length);
      at = cut.to();
    }
    out.write(payload, at, payload.length - at);
    return out.toByteArray();
  }

  /** What is told of a value that cannot be kept; nothing of one that is empty. */
  static byte[] standIn(byte[] payload) {
    if (payload.length == 0) {
      return payload;
    }
    try {
      String digest =
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(payload));
      return ("{\"sha256\":\"" + digest + "\",\"bytes\":" + payload.length + "}")
          .getBytes(StandardCharsets.UTF_8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256", e);
    }
  }
}
