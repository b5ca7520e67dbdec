package io.trustlift.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * JSON as the contract has it ("Input topics"): RFC 8259 to the letter, in UTF-8 without byte order
 * mark, at most 64 KiB and 64 levels, no half surrogate pairs; of a repeated name the last counts.
 *
 * <p>Written by hand because the exact text of a number matters and because libraries are lenient
 * in ways of their own.
 */
final class Json {
  static final int MAX_BYTES = 65_536;
  static final int MAX_DEPTH = 64;

  /** A number as it is written. */
  record Numeral(String text) {}

  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  private final String text;
  private int at;
  private int depth;

  private Json(String text) {
    this.text = text;
  }

  /**
   * Reads a record. Values are {@link String}, {@link Numeral}, {@link Boolean}, {@code null},
   * {@link List} and {@link Map}.
   */
  static Map<String, Object> object(byte[] value) throws MalformedException {
    if (value.length > MAX_BYTES) {
      throw new MalformedException("over 64 KiB");
    }
    Json json = new Json(decode(value));
    json.skipSpace();
    if (json.peek() != '{') {
      throw new MalformedException("not an object");
    }
    Map<String, Object> object = json.readObject();
    json.skipSpace();
    if (json.at < json.text.length()) {
      throw new MalformedException("text after the object");
    }
    return object;
  }

  private static String decode(byte[] value) throws MalformedException {
    try {
      return UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(value))
          .toString();
    } catch (CharacterCodingException e) {
      throw new MalformedException("not UTF-8");
    }
  }

  private Object readValue() throws MalformedException {
    return switch (peek()) {
      case '{' -> readObject();
      case '[' -> readArray();
      case '"' -> readString();
      case 't' -> readWord("true", true);
      case 'f' -> readWord("false", false);
      case 'n' -> readWord("null", null);
      default -> readNumeral();
    };
  }

  private Map<String, Object> readObject() throws MalformedException {
    enter('{');
    Map<String, Object> object = new LinkedHashMap<>();
    skipSpace();
    if (peek() != '}') {
      readMember(object);
      while (peek() == ',') {
        at++;
        skipSpace();
        readMember(object);
      }
    }
    leave('}');
    return object;
  }

  private void readMember(Map<String, Object> object) throws MalformedException {
    String name = readString();
    skipSpace();
    expect(':');
    skipSpace();
    object.put(name, readValue());
    skipSpace();
  }

  private List<Object> readArray() throws MalformedException {
    enter('[');
    List<Object> array = new ArrayList<>();
    skipSpace();
    if (peek() != ']') {
      readElement(array);
      while (peek() == ',') {
        at++;
        skipSpace();
        readElement(array);
      }
    }
    leave(']');
    return array;
  }

  private void readElement(List<Object> array) throws MalformedException {
    array.add(readValue());
    skipSpace();
  }

  private String readString() throws MalformedException {
    expect('"');
    StringBuilder string = new StringBuilder();
    while (peek() != '"') {
      char c = text.charAt(at++);
      if (c < ' ') {
        throw new MalformedException("control character in a string");
      }
      string.append(c == '\\' ? readEscape() : c);
    }
    at++;
    checkSurrogates(string);
    return string.toString();
  }

  private char readEscape() throws MalformedException {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> readHex();
      default -> throw new MalformedException("no such escape: " + c);
    };
  }

  private char readHex() throws MalformedException {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = "0123456789abcdef".indexOf(Character.toLowerCase(peek()));
      if (digit < 0) {
        throw new MalformedException("no hexadecimal digit");
      }
      code = 16 * code + digit;
      at++;
    }
    return (char) code;
  }

  private static void checkSurrogates(CharSequence string) throws MalformedException {
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < string.length()
          && Character.isLowSurrogate(string.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw new MalformedException("half a surrogate pair");
      }
    }
  }

  private Numeral readNumeral() throws MalformedException {
    Matcher number = NUMBER.matcher(text).region(at, text.length());
    if (!number.lookingAt()) {
      throw new MalformedException("not a value");
    }
    at = number.end();
    return new Numeral(number.group());
  }

  private Object readWord(String word, Object value) throws MalformedException {
    if (!text.startsWith(word, at)) {
      throw new MalformedException("not a value");
    }
    at += word.length();
    return value;
  }

  private void enter(char bracket) throws MalformedException {
    expect(bracket);
    depth++;
    if (depth > MAX_DEPTH) {
      throw new MalformedException("nested deeper than 64");
    }
  }

  private void leave(char bracket) throws MalformedException {
    expect(bracket);
    depth--;
  }

  private void expect(char c) throws MalformedException {
    if (peek() != c) {
      throw new MalformedException("expected " + c);
    }
    at++;
  }

  private char peek() throws MalformedException {
    if (at >= text.length()) {
      throw new MalformedException("ends too early");
    }
    return text.charAt(at);
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }
}
