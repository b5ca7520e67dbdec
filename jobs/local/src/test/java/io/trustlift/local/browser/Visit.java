package io.trustlift.local.browser;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.util.List;

/**
 * A page to be opened.
 *
 * @param ready a selector of what stands in the page once it is drawn; empty for a page that is
 *     there once it is loaded
 * @param width of the window in CSS pixels
 * @param dark whether the person prefers a dark screen
 * @param tabs how often Tab is pressed, to see where that leads
 * @param enter a selector of what is focused then, to press Enter on it; null for none
 * @param hover selectors of marks to point at, one after the other
 * @param screenshot where the whole page is kept as PNG; null for nowhere
 * @param pdf where the page is printed to, on A4; null for nowhere
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Visit(
    String url,
    String ready,
    int width,
    boolean dark,
    int tabs,
    String enter,
    List<String> hover,
    String screenshot,
    String pdf) {

  /** Of a page that has drawn itself when {@code ready} is in it. */
  public static Visit of(String url, String ready, int width) {
    return new Visit(url, ready, width, false, 0, null, List.of(), null, null);
  }

  public Visit onDarkScreen() {
    return new Visit(url, ready, width, true, tabs, enter, hover, screenshot, pdf);
  }

  public Visit tabbing(int times) {
    return new Visit(url, ready, width, dark, times, enter, hover, screenshot, pdf);
  }

  public Visit entering(String selector) {
    return new Visit(url, ready, width, dark, tabs, selector, hover, screenshot, pdf);
  }

  public Visit pointingAt(String... selectors) {
    return new Visit(url, ready, width, dark, tabs, enter, List.of(selectors), screenshot, pdf);
  }

  public Visit keptAs(Path png) {
    return new Visit(url, ready, width, dark, tabs, enter, hover, png.toString(), pdf);
  }

  public Visit printedTo(Path file) {
    return new Visit(url, ready, width, dark, tabs, enter, hover, screenshot, file.toString());
  }
}
