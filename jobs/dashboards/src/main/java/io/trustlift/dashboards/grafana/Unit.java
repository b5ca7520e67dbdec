package io.trustlift.dashboards.grafana;

/** How a value is to be read, by Grafana's ids. */
public enum Unit {
  TEXT("string"),
  /** A whole number that is to be seen whole, such as a count. */
  COUNT("locale"),
  /** A number without a dimension, such as a ratio or p. */
  NUMBER("none"),
  /** A share from 0 to 1, or a relative change, shown as percent. */
  SHARE("percentunit"),
  SECONDS("s"),
  MILLISECONDS("ms"),
  MINUTES("m"),
  DAYS("d"),
  /** An instant, shown as date and time. */
  INSTANT("dateTimeAsIso"),
  /** Outcomes per 1,000 viewer-minutes. */
  RATE("suffix: /1k min"),
  /** Money, in the reporting currency that stands beside it. */
  MONEY("locale");

  private final String id;

  Unit(String id) {
    this.id = id;
  }

  /** As {@code unit} of a field's configuration. */
  public String id() {
    return id;
  }
}
