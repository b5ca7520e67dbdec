package io.trustlift.dashboards.grafana;

import java.util.List;

/**
 * A column of a query as a panel shows it.
 *
 * @param name as the query calls it
 * @param title as the panel calls it
 * @param unit of its values
 * @param decimals places after the point; negative to leave them to Grafana
 * @param words for its codes; empty for none
 * @param link where a click on it leads; null for nowhere
 * @param series how it is drawn in a chart over time
 */
public record Column(
    String name,
    String title,
    Unit unit,
    int decimals,
    List<Words.Word> words,
    Link link,
    Series series) {

  private static final int ANY_DECIMALS = -1;

  /**
   * A line of a chart.
   *
   * @param width of the line in pixels; 0 for none
   * @param bandTo title of the column down to which the area is filled; empty for none
   * @param color name of a colour that says neither good nor bad; empty to leave it to Grafana
   * @param rightAxis whether its axis is on the right
   * @param bars whether it is drawn as bars
   */
  public record Series(int width, String bandTo, String color, boolean rightAxis, boolean bars) {
    /** A line of the usual width. */
    public static final Series LINE = new Series(2, "", "", false, false);
  }

  public Column {
    words = List.copyOf(words);
  }

  private static Column of(String name, String title, Unit unit, int decimals) {
    return new Column(name, title, unit, decimals, List.of(), null, Series.LINE);
  }

  public static Column text(String name, String title) {
    return of(name, title, Unit.TEXT, ANY_DECIMALS);
  }

  public static Column count(String name, String title) {
    return of(name, title, Unit.COUNT, 0);
  }

  public static Column number(String name, String title) {
    return of(name, title, Unit.NUMBER, 2);
  }

  /** A p-value. */
  public static Column p(String name, String title) {
    return of(name, title, Unit.NUMBER, 4);
  }

  public static Column share(String name, String title) {
    return of(name, title, Unit.SHARE, 1);
  }

  /** Outcomes per 1,000 viewer-minutes. */
  public static Column rate(String name, String title) {
    return of(name, title, Unit.RATE, 2);
  }

  public static Column money(String name, String title) {
    return of(name, title, Unit.MONEY, 2);
  }

  public static Column minutes(String name, String title) {
    return of(name, title, Unit.MINUTES, 0);
  }

  public static Column days(String name, String title) {
    return of(name, title, Unit.DAYS, 1);
  }

  public static Column seconds(String name, String title) {
    return of(name, title, Unit.SECONDS, 0);
  }

  public static Column milliseconds(String name, String title) {
    return of(name, title, Unit.MILLISECONDS, 0);
  }

  public static Column instant(String name, String title) {
    return of(name, title, Unit.INSTANT, ANY_DECIMALS);
  }

  /** The column that a chart over time is drawn along. */
  public static Column time() {
    return instant("time", "time");
  }

  public Column withWords(List<Words.Word> values) {
    return new Column(name, title, unit, decimals, values, link, series);
  }

  public Column withLink(Link value) {
    return new Column(name, title, unit, decimals, words, value, series);
  }

  public Column withColor(String value) {
    return withSeries(
        new Series(series.width, series.bandTo, value, series.rightAxis, series.bars));
  }

  public Column onTheRight() {
    return withSeries(new Series(series.width, series.bandTo, series.color, true, series.bars));
  }

  public Column asBars() {
    return withSeries(
        new Series(series.width, series.bandTo, series.color, series.rightAxis, true));
  }

  /** The upper end of an interval, with the area down to the lower one filled. */
  public Column bandDownTo(Column low) {
    return withSeries(new Series(0, low.title, series.color, series.rightAxis, false));
  }

  /** Without a line: the lower end of an interval. */
  public Column withoutLine() {
    return withSeries(new Series(0, "", series.color, series.rightAxis, false));
  }

  private Column withSeries(Series value) {
    return new Column(name, title, unit, decimals, words, link, value);
  }
}
