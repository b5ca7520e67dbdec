package io.trustlift.local.browser;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;

/**
 * What was on a page.
 *
 * @param millis from the request until it was drawn
 * @param complaints errors and warnings of the console, errors of scripts, requests that failed
 * @param requests all that was asked for
 * @param overflow pixels by which the document is wider than the window
 * @param coloured texts of what is marked as better or worse
 * @param focused where each Tab led
 * @param tips texts of the tooltips that pointing brought up
 * @param printedHeights of each chart on paper, in CSS pixels
 * @param after the page after Enter
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Seen(
    String url,
    int status,
    double millis,
    String title,
    String text,
    List<String> complaints,
    List<String> requests,
    int overflow,
    List<String> messages,
    List<String> coloured,
    List<String> links,
    List<Chart> charts,
    List<Table> tables,
    List<Focus> focused,
    List<String> tips,
    List<Double> printedHeights,
    Seen after) {

  /**
   * A chart.
   *
   * @param marks shapes in its drawing, axes and all
   * @param fills how many shapes there are of each fill
   * @param strokes likewise of each stroke
   */
  public record Chart(
      String label,
      int marks,
      Map<String, Integer> fills,
      Map<String, Integer> strokes,
      List<String> texts) {}

  /**
   * A table.
   *
   * @param panel what it stands in
   */
  public record Table(String panel, String caption, List<String> head, List<List<Cell>> rows) {}

  /**
   * A cell.
   *
   * @param value the exact figure behind the text; null if there is none
   */
  public record Cell(String text, String value) {}

  /** Where the keyboard is. */
  public record Focus(String tag, String text, String name, String href, boolean outlined) {}

  /** The first table of a panel. */
  public Table table(String panel) {
    return tables.stream()
        .filter(table -> table.panel().equals(panel))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no table in «" + panel + "» of " + url));
  }

  /** The table of a caption that begins so. */
  public Table captioned(String caption) {
    return tables.stream()
        .filter(table -> table.caption().startsWith(caption))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no table «" + caption + "» on " + url));
  }

  /** The chart whose label begins so. */
  public Chart chart(String label) {
    return charts.stream()
        .filter(chart -> chart.label().startsWith(label))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no chart «" + label + "» on " + url));
  }
}
