package io.trustlift.model.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import io.trustlift.model.CodePoints;
import io.trustlift.model.Event;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One listed field of the record at hand, read by the type that the contract gives it. One of the
 * wrong type is only complained of when it is asked for, since of a repeated name the last counts.
 */
final class Field {

  /** A field that is missing, or has a type or value that is not allowed. The message names it. */
  static final class InvalidField extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidField(String field, String complaint) {
      super(field + " " + complaint, null, false, false);
    }
  }

  private enum Kind {
    ABSENT,
    TEXT,
    INTEGER,
    DECIMAL,
    BOOLEAN,
    ARRAY,
    NUMBERS,
    OTHER
  }

  private static final long MAX_INTEGER = Integer.MAX_VALUE;

  /** Stands for a member of an object that is no number; JSON has no such number. */
  private static final Double NO_NUMBER = Double.NaN;

  private final String name;

  /** The name as it mostly stands in a record. */
  private final SerializedString writtenName;

  private Kind kind = Kind.ABSENT;
  private String text;
  private boolean flag;
  private List<String> texts;
  private SortedMap<String, Double> numbers;

  private Field expectedNext = this;

  Field(String name) {
    this.name = name;
    this.writtenName = new SerializedString(name);
  }

  SerializedString writtenName() {
    return writtenName;
  }

  /** The field that is most likely to follow this one in a record. */
  Field expectedNext() {
    return expectedNext;
  }

  void expectNext(Field field) {
    expectedNext = field;
  }

  /** Takes it that the record does not have the field. */
  void clear() {
    kind = Kind.ABSENT;
  }

  /** Reads the value whose name {@code json} has just read. */
  void read(JsonParser json) throws IOException {
    kind = readValue(json);
  }

  private Kind readValue(JsonParser json) throws IOException {
    JsonToken token = json.nextToken();
    switch (token) {
      case VALUE_STRING -> {
        text = json.getText();
        return Kind.TEXT;
      }
      case VALUE_NUMBER_INT -> {
        text = json.getText();
        return Kind.INTEGER;
      }
      case VALUE_NUMBER_FLOAT -> {
        text = json.getText();
        return Kind.DECIMAL;
      }
      case VALUE_TRUE, VALUE_FALSE -> {
        flag = token == JsonToken.VALUE_TRUE;
        return Kind.BOOLEAN;
      }
      case VALUE_NULL -> {
        return Kind.ABSENT;
      }
      case START_ARRAY -> {
        return readArray(json);
      }
      case START_OBJECT -> {
        return readObject(json);
      }
      default -> {
        json.skipChildren();
        return Kind.OTHER;
      }
    }
  }

  private Kind readArray(JsonParser json) throws IOException {
    List<String> elements = new ArrayList<>();
    boolean allText = true;
    for (JsonToken token = json.nextToken();
        token != JsonToken.END_ARRAY;
        token = json.nextToken()) {
      if (token == JsonToken.VALUE_STRING) {
        elements.add(json.getText());
      } else {
        allText = false;
        json.skipChildren();
      }
    }
    texts = List.copyOf(elements);
    return allText ? Kind.ARRAY : Kind.OTHER;
  }

  /** An object of numbers; of a repeated name the last counts, and null is as if absent. */
  private Kind readObject(JsonParser json) throws IOException {
    SortedMap<String, Double> members = new TreeMap<>(CodePoints.ORDER);
    for (String member = json.nextFieldName(); member != null; member = json.nextFieldName()) {
      JsonToken token = json.nextToken();
      if (token == JsonToken.VALUE_NULL) {
        members.remove(member);
      } else {
        members.put(member, token.isNumeric() ? Double.valueOf(json.getText()) : NO_NUMBER);
        json.skipChildren();
      }
    }
    numbers = members;
    return members.containsValue(NO_NUMBER) ? Kind.OTHER : Kind.NUMBERS;
  }

  /** The text of an optional text field; empty where it is absent. */
  String text() throws InvalidField {
    return switch (kind) {
      case ABSENT -> "";
      case TEXT -> text;
      default -> throw new InvalidField(name, "is not text");
    };
  }

  /** The text of a field that has to be there. */
  String requiredText() throws InvalidField {
    String text = text();
    if (text.isEmpty()) {
      throw new InvalidField(name, "is missing");
    }
    return text;
  }

  /** An optional id; empty where it is absent. */
  String id() throws InvalidField {
    String id = text();
    if (id.indexOf('|') >= 0) {
      throw new InvalidField(name, "holds a |");
    }
    return id;
  }

  String requiredId() throws InvalidField {
    requiredText();
    return id();
  }

  /** A text of exactly {@code length} capitals A to Z. */
  String requiredCapitals(int length) throws InvalidField {
    String text = requiredText();
    boolean capitals = text.length() == length;
    for (int i = 0; capitals && i < length; i++) {
      capitals = text.charAt(i) >= 'A' && text.charAt(i) <= 'Z';
    }
    if (!capitals) {
      throw new InvalidField(name, "is not " + length + " capital letters");
    }
    return text;
  }

  /** One of the values of {@code allowed}, or {@code absent} where there is none. */
  <T> T oneOf(Map<String, T> allowed, T absent) throws InvalidField {
    String text = text();
    if (text.isEmpty()) {
      return absent;
    }
    T value = allowed.get(text);
    if (value == null) {
      throw new InvalidField(name, "is not one of the allowed values");
    }
    return value;
  }

  <T> T requiredOneOf(Map<String, T> allowed) throws InvalidField {
    requiredText();
    return oneOf(allowed, null);
  }

  /** Epoch milliseconds, or {@link Event#NO_TIME} where the field is absent. */
  long time() throws InvalidField {
    long time = Event.NO_TIME;
    switch (kind) {
      case ABSENT -> {
        return Event.NO_TIME;
      }
      case TEXT -> {
        if (text.isEmpty()) {
          return Event.NO_TIME;
        }
        time = Rfc3339.parse(text);
      }
      case INTEGER -> time = integer(text, Rfc3339.MAX_TIME);
      default -> {}
    }
    if (time < 0) {
      throw new InvalidField(name, "is not a time");
    }
    return time;
  }

  long requiredTime() throws InvalidField {
    long time = time();
    if (time == Event.NO_TIME) {
      throw new InvalidField(name, "is missing");
    }
    return time;
  }

  /** A whole number from 0 to 2147483647, or 0 where it is absent. */
  int count() throws InvalidField {
    return countOr(0);
  }

  /** A whole number, or {@code absent} where there is none. */
  int countOr(int absent) throws InvalidField {
    if (kind == Kind.ABSENT) {
      return absent;
    }
    long value = kind == Kind.INTEGER ? integer(text, MAX_INTEGER) : -1;
    if (value < 0) {
      throw new InvalidField(name, "is not a whole number from 0 to 2147483647");
    }
    return (int) value;
  }

  /** True, false, or null where it is absent. */
  Boolean flag() throws InvalidField {
    return switch (kind) {
      case ABSENT -> null;
      case BOOLEAN -> flag;
      default -> throw new InvalidField(name, "is not true or false");
    };
  }

  /** An array of text; empty where it is absent. */
  List<String> texts() throws InvalidField {
    return switch (kind) {
      case ABSENT -> List.of();
      case ARRAY -> texts;
      default -> throw new InvalidField(name, "is not an array of text");
    };
  }

  /** A number above 0, or null where it is absent. */
  Double positive() throws InvalidField {
    if (kind == Kind.ABSENT) {
      return null;
    }
    boolean written = kind == Kind.INTEGER || kind == Kind.DECIMAL;
    double value = written ? Double.parseDouble(text) : 0;
    if (value <= 0 || Double.isInfinite(value)) {
      throw new InvalidField(name, "is not a number above 0");
    }
    return value;
  }

  /** Shares of at least two named parts, as an object of numbers from 0, divided by their sum. */
  SortedMap<String, Double> requiredShares() throws InvalidField {
    if (kind == Kind.ABSENT) {
      throw new InvalidField(name, "is missing");
    }
    if (kind != Kind.NUMBERS) {
      throw new InvalidField(name, "is not an object of numbers");
    }
    SortedMap<String, Double> shares = numbers;
    double sum = 0;
    for (Map.Entry<String, Double> share : shares.entrySet()) {
      if (share.getKey().isEmpty() || share.getKey().indexOf('|') >= 0) {
        throw new InvalidField(name, "has a name that is no id");
      }
      if (share.getValue() < 0) {
        throw new InvalidField(name, "has a number below 0");
      }
      sum += share.getValue();
    }
    if (shares.size() < 2) {
      throw new InvalidField(name, "names fewer than two variants");
    }
    if (sum <= 0 || Double.isInfinite(sum)) {
      throw new InvalidField(name, "does not add up to a number above 0");
    }
    double whole = sum;
    shares.replaceAll((part, share) -> share / whole + 0.0); // no minus before a zero
    return shares;
  }

  /**
   * An amount in plain notation, as text or number: 1 to 14 digits, then at most 4 after the point.
   */
  BigDecimal requiredAmount() throws InvalidField {
    boolean written = kind == Kind.TEXT || kind == Kind.INTEGER || kind == Kind.DECIMAL;
    if (kind == Kind.ABSENT || (written && text.isEmpty())) {
      throw new InvalidField(name, "is missing");
    }
    if (!written || !isPlainAmount(text)) {
      throw new InvalidField(
          name, "is not 1 to 14 digits with at most 4 after the point, without sign or exponent");
    }
    return new BigDecimal(text);
  }

  private static boolean isPlainAmount(String text) {
    int point = text.indexOf('.');
    int whole = point < 0 ? text.length() : point;
    int fraction = point < 0 ? 0 : text.length() - point - 1;
    if (whole < 1 || whole > 14 || (point >= 0 && (fraction < 1 || fraction > 4))) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (i != point && (c < '0' || c > '9')) {
        return false;
      }
    }
    return true;
  }

  /** The value of a JSON integer from 0 to {@code max}, or -1. */
  private static long integer(String text, long max) {
    if (text.length() > 18) {
      return -1; // JSON allows no leading zeros, so this is far above every bound
    }
    long value = Long.parseLong(text);
    return value > max ? -1 : value;
  }
}
