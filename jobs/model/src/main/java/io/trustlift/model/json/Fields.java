package io.trustlift.model.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.trustlift.model.CodePoints;
import io.trustlift.model.Event;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The listed fields of one record, read by name with the type that the contract gives them. A field
 * of the wrong type is only complained of when it is asked for, since of a repeated name the last
 * counts. Reused from record to record.
 */
final class Fields {

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

  private final Map<String, Integer> slotOf = new HashMap<>();
  private final String[] names;
  private final Kind[] kinds;
  private final String[] texts;
  private final boolean[] booleans;
  private final List<List<String>> arrays;
  private final List<SortedMap<String, Double>> numbers;

  Fields(String... names) {
    this.names = names;
    for (int slot = 0; slot < names.length; slot++) {
      slotOf.put(names[slot], slot);
    }
    kinds = new Kind[names.length];
    texts = new String[names.length];
    booleans = new boolean[names.length];
    arrays = new ArrayList<>(Collections.nCopies(names.length, null));
    numbers = new ArrayList<>(Collections.nCopies(names.length, null));
  }

  /** Reads the object that {@code json} has just entered, to its end. */
  void read(JsonParser json) throws IOException {
    Arrays.fill(kinds, Kind.ABSENT);
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      JsonToken token = json.nextToken();
      Integer slot = slotOf.get(name);
      if (slot == null) {
        json.skipChildren();
      } else {
        kinds[slot] = readValue(json, token, slot);
      }
    }
  }

  private Kind readValue(JsonParser json, JsonToken token, int slot) throws IOException {
    switch (token) {
      case VALUE_STRING -> {
        texts[slot] = json.getText();
        return Kind.TEXT;
      }
      case VALUE_NUMBER_INT -> {
        texts[slot] = json.getText();
        return Kind.INTEGER;
      }
      case VALUE_NUMBER_FLOAT -> {
        texts[slot] = json.getText();
        return Kind.DECIMAL;
      }
      case VALUE_TRUE, VALUE_FALSE -> {
        booleans[slot] = token == JsonToken.VALUE_TRUE;
        return Kind.BOOLEAN;
      }
      case VALUE_NULL -> {
        return Kind.ABSENT;
      }
      case START_ARRAY -> {
        return readArray(json, slot);
      }
      case START_OBJECT -> {
        return readObject(json, slot);
      }
      default -> {
        json.skipChildren();
        return Kind.OTHER;
      }
    }
  }

  private Kind readArray(JsonParser json, int slot) throws IOException {
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
    arrays.set(slot, List.copyOf(elements));
    return allText ? Kind.ARRAY : Kind.OTHER;
  }

  /** An object of numbers; of a repeated name the last counts, and null is as if absent. */
  private Kind readObject(JsonParser json, int slot) throws IOException {
    SortedMap<String, Double> members = new TreeMap<>(CodePoints.ORDER);
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      JsonToken token = json.nextToken();
      if (token == JsonToken.VALUE_NULL) {
        members.remove(name);
      } else {
        members.put(name, token.isNumeric() ? Double.valueOf(json.getText()) : NO_NUMBER);
        json.skipChildren();
      }
    }
    numbers.set(slot, members);
    return members.containsValue(NO_NUMBER) ? Kind.OTHER : Kind.NUMBERS;
  }

  /** The text of an optional text field; empty where it is absent. */
  String text(String field) throws InvalidField {
    int slot = slotOf.get(field);
    return switch (kinds[slot]) {
      case ABSENT -> "";
      case TEXT -> texts[slot];
      default -> throw new InvalidField(names[slot], "is not text");
    };
  }

  /** The text of a field that has to be there. */
  String requiredText(String field) throws InvalidField {
    String text = text(field);
    if (text.isEmpty()) {
      throw new InvalidField(field, "is missing");
    }
    return text;
  }

  /** An optional id; empty where it is absent. */
  String id(String field) throws InvalidField {
    String id = text(field);
    if (id.indexOf('|') >= 0) {
      throw new InvalidField(field, "holds a |");
    }
    return id;
  }

  String requiredId(String field) throws InvalidField {
    requiredText(field);
    return id(field);
  }

  /** A text of exactly {@code length} capitals A to Z. */
  String requiredCapitals(String field, int length) throws InvalidField {
    String text = requiredText(field);
    boolean capitals = text.length() == length;
    for (int i = 0; capitals && i < length; i++) {
      capitals = text.charAt(i) >= 'A' && text.charAt(i) <= 'Z';
    }
    if (!capitals) {
      throw new InvalidField(field, "is not " + length + " capital letters");
    }
    return text;
  }

  /** One of the values of {@code allowed}, or {@code absent} where there is none. */
  <T> T oneOf(String field, Map<String, T> allowed, T absent) throws InvalidField {
    String text = text(field);
    if (text.isEmpty()) {
      return absent;
    }
    T value = allowed.get(text);
    if (value == null) {
      throw new InvalidField(field, "is not one of the allowed values");
    }
    return value;
  }

  <T> T requiredOneOf(String field, Map<String, T> allowed) throws InvalidField {
    requiredText(field);
    return oneOf(field, allowed, null);
  }

  /** Epoch milliseconds, or {@link Event#NO_TIME} where the field is absent. */
  long time(String field) throws InvalidField {
    int slot = slotOf.get(field);
    long time = Event.NO_TIME;
    switch (kinds[slot]) {
      case ABSENT -> {
        return Event.NO_TIME;
      }
      case TEXT -> {
        if (texts[slot].isEmpty()) {
          return Event.NO_TIME;
        }
        time = Rfc3339.parse(texts[slot]);
      }
      case INTEGER -> time = integer(texts[slot], Rfc3339.MAX_TIME);
      default -> {}
    }
    if (time < 0) {
      throw new InvalidField(names[slot], "is not a time");
    }
    return time;
  }

  long requiredTime(String field) throws InvalidField {
    long time = time(field);
    if (time == Event.NO_TIME) {
      throw new InvalidField(field, "is missing");
    }
    return time;
  }

  /** A whole number from 0 to 2147483647, or 0 where it is absent. */
  int count(String field) throws InvalidField {
    return countOr(field, 0);
  }

  /** A whole number, or {@code absent} where there is none. */
  int countOr(String field, int absent) throws InvalidField {
    int slot = slotOf.get(field);
    if (kinds[slot] == Kind.ABSENT) {
      return absent;
    }
    long value = kinds[slot] == Kind.INTEGER ? integer(texts[slot], MAX_INTEGER) : -1;
    if (value < 0) {
      throw new InvalidField(field, "is not a whole number from 0 to 2147483647");
    }
    return (int) value;
  }

  /** True, false, or null where it is absent. */
  Boolean flag(String field) throws InvalidField {
    int slot = slotOf.get(field);
    return switch (kinds[slot]) {
      case ABSENT -> null;
      case BOOLEAN -> booleans[slot];
      default -> throw new InvalidField(names[slot], "is not true or false");
    };
  }

  /** An array of text; empty where it is absent. */
  List<String> texts(String field) throws InvalidField {
    int slot = slotOf.get(field);
    return switch (kinds[slot]) {
      case ABSENT -> List.of();
      case ARRAY -> arrays.get(slot);
      default -> throw new InvalidField(names[slot], "is not an array of text");
    };
  }

  /** A number above 0, or null where it is absent. */
  Double positive(String field) throws InvalidField {
    int slot = slotOf.get(field);
    if (kinds[slot] == Kind.ABSENT) {
      return null;
    }
    boolean written = kinds[slot] == Kind.INTEGER || kinds[slot] == Kind.DECIMAL;
    double value = written ? Double.parseDouble(texts[slot]) : 0;
    if (value <= 0 || Double.isInfinite(value)) {
      throw new InvalidField(field, "is not a number above 0");
    }
    return value;
  }

  /** Shares of at least two named parts, as an object of numbers from 0, divided by their sum. */
  SortedMap<String, Double> requiredShares(String field) throws InvalidField {
    int slot = slotOf.get(field);
    if (kinds[slot] == Kind.ABSENT) {
      throw new InvalidField(field, "is missing");
    }
    if (kinds[slot] != Kind.NUMBERS) {
      throw new InvalidField(field, "is not an object of numbers");
    }
    SortedMap<String, Double> shares = numbers.get(slot);
    double sum = 0;
    for (Map.Entry<String, Double> share : shares.entrySet()) {
      if (share.getKey().isEmpty() || share.getKey().indexOf('|') >= 0) {
        throw new InvalidField(field, "has a name that is no id");
      }
      if (share.getValue() < 0) {
        throw new InvalidField(field, "has a number below 0");
      }
      sum += share.getValue();
    }
    if (shares.size() < 2) {
      throw new InvalidField(field, "names fewer than two variants");
    }
    if (sum <= 0 || Double.isInfinite(sum)) {
      throw new InvalidField(field, "does not add up to a number above 0");
    }
    double whole = sum;
    shares.replaceAll((name, share) -> share / whole + 0.0); // no minus before a zero
    return shares;
  }

  /**
   * An amount in plain notation, as text or number: 1 to 14 digits, then at most 4 after the point.
   */
  BigDecimal requiredAmount(String field) throws InvalidField {
    int slot = slotOf.get(field);
    boolean written =
        kinds[slot] == Kind.TEXT || kinds[slot] == Kind.INTEGER || kinds[slot] == Kind.DECIMAL;
    if (kinds[slot] == Kind.ABSENT || (written && texts[slot].isEmpty())) {
      throw new InvalidField(field, "is missing");
    }
    if (!written || !isPlainAmount(texts[slot])) {
      throw new InvalidField(
          field, "is not 1 to 14 digits with at most 4 after the point, without sign or exponent");
    }
    return new BigDecimal(texts[slot]);
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
