package io.trustlift.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The listed fields of an event by their types ("Input topics"). {@code null}, and an empty string
 * in a text, id or time field, are as if absent; an absent text is the empty string here.
 */
final class Fields {
  private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,10}");
  private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,14}(\\.[0-9]{1,4})?");
  private static final Pattern MARKET = Pattern.compile("[A-Z]{2}");
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

  private final Map<String, Object> values;

  Fields(Map<String, Object> values) {
    this.values = values;
  }

  String text(String name) throws InvalidException {
    Object value = values.get(name);
    if (value == null) {
      return "";
    }
    if (value instanceof String text) {
      return text;
    }
    throw new InvalidException(name, "is no text");
  }

  String requiredText(String name) throws InvalidException {
    return required(name, text(name));
  }

  /** "Ids are text without |." */
  String id(String name) throws InvalidException {
    String id = text(name);
    if (id.contains("|")) {
      throw new InvalidException(name, "holds a |");
    }
    return id;
  }

  String requiredId(String name) throws InvalidException {
    return required(name, id(name));
  }

  String oneOf(String name, Set<String> allowed) throws InvalidException {
    String text = text(name);
    if (!text.isEmpty() && !allowed.contains(text)) {
      throw new InvalidException(name, "is none of " + allowed);
    }
    return text;
  }

  String requiredOneOf(String name, Set<String> allowed) throws InvalidException {
    return required(name, oneOf(name, allowed));
  }

  String requiredMarket(String name) throws InvalidException {
    return matching(name, MARKET);
  }

  String requiredCurrency(String name) throws InvalidException {
    return matching(name, CURRENCY);
  }

  /** Null if absent. */
  Long time(String name) throws InvalidException {
    Object value = values.get(name);
    if (value == null || value.equals("")) {
      return null;
    }
    OptionalLong time = Times.parse(value);
    if (time.isEmpty()) {
      throw new InvalidException(name, "is no time");
    }
    return time.getAsLong();
  }

  /** An invalid event still has its event_time in {@code rejected_events} if it can be read. */
  Long timeOrNull(String name) {
    try {
      return time(name);
    } catch (InvalidException e) {
      return null;
    }
  }

  long requiredTime(String name) throws InvalidException {
    Long time = time(name);
    if (time == null) {
      throw new InvalidException(name, "is missing");
    }
    return time;
  }

  /** An integer of at least 0, and 0 if absent; an empty string is no integer. */
  long count(String name) throws InvalidException {
    Object value = values.get(name);
    if (value == null) {
      return 0;
    }
    if (value instanceof Json.Numeral number && INTEGER.matcher(number.text()).matches()) {
      long integer = Long.parseLong(number.text());
      if (0 <= integer && integer <= Integer.MAX_VALUE) {
        return integer;
      }
    }
    throw new InvalidException(name, "is no integer of at least 0");
  }

  /** False if absent. */
  boolean flag(String name) throws InvalidException {
    Object value = values.get(name);
    if (value == null) {
      return false;
    }
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw new InvalidException(name, "is no boolean");
  }

  /** Empty if absent. */
  List<String> texts(String name) throws InvalidException {
    Object value = values.get(name);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> list)) {
      throw new InvalidException(name, "is no array");
    }
    List<String> texts = new ArrayList<>();
    for (Object element : list) {
      if (!(element instanceof String text)) {
        throw new InvalidException(name, "holds what is no text");
      }
      texts.add(text);
    }
    return texts;
  }

  /** A decimal in plain notation, as text or as a number. */
  String requiredAmount(String name) throws InvalidException {
    Object value = values.get(name);
    String text = value instanceof Json.Numeral number ? number.text() : text(name);
    if (!AMOUNT.matcher(text).matches()) {
      throw new InvalidException(name, "is no amount");
    }
    return text;
  }

  private String matching(String name, Pattern pattern) throws InvalidException {
    String text = text(name);
    if (!pattern.matcher(text).matches()) {
      throw new InvalidException(name, "does not match " + pattern);
    }
    return text;
  }

  private static String required(String name, String text) throws InvalidException {
    if (text.isEmpty()) {
      throw new InvalidException(name, "is missing");
    }
    return text;
  }
}
