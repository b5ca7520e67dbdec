package io.trustlift.report.weekly;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A review as one self-contained HTML page: no script, nothing from elsewhere. */
public final class ReviewPage {

  private static final String TEMPLATE = "io/trustlift/report/weekly/review.html";

  private static final PebbleEngine TEMPLATES =
      new PebbleEngine.Builder()
          .loader(new ClasspathLoader(ReviewPage.class.getClassLoader()))
          .strictVariables(true)
          .defaultLocale(Locale.ROOT)
          .build();

  private static final List<Metric> OUTCOMES =
      List.of(Metric.ORDERS, Metric.INQUIRIES, Metric.REVENUE_PER_1000_MINUTES);

  private static final List<Metric> BEHIND =
      List.of(
          Metric.VIEWER_MINUTES,
          Metric.REVENUE,
          Metric.ORDER_RATE,
          Metric.INQUIRY_RATE,
          Metric.PAID_ORDERS);

  private static final List<Metric> REFUNDS = List.of(Metric.REFUNDS, Metric.REFUND_RATE);

  private static final List<Metric> INPUTS =
      List.of(
          Metric.CREDENTIAL_COVERAGE,
          Metric.RESPONSE_P90,
          Metric.ANSWERED_10S,
          Metric.SCHEDULE_ADHERENCE);

  private static final List<Metric> QUALITY = List.of(Metric.STALL_SHARE, Metric.LATENCY);

  private static final List<Metric> LATER =
      List.of(
          Metric.REPLAY_VIEWER_MINUTES,
          Metric.REPLAY_ORDERS,
          Metric.DELAYED_ORDERS,
          Metric.DELAYED_SHARE);

  /** A metric of a market with its charts, as SVG. */
  record Panel(WeekValue value, List<String> charts) {}

  /** A market with its panels and the numbers behind them. */
  record MarketPanels(Review.Market market, List<Panel> panels, List<WeekValue> behind) {}

  /** A metric with a line for each market. */
  record MetricTable(Metric metric, List<WeekValue> rows) {}

  private final Review review;
  private final List<Chart> charts = new ArrayList<>();

  private ReviewPage(Review review) {
    this.review = review;
  }

  /** The charts of the page, which hang on the weekly numbers alone. */
  public static List<Chart> charts(Review review) {
    ReviewPage page = new ReviewPage(review);
    page.context(List.of());
    return List.copyOf(page.charts);
  }

  /**
   * Writes the page.
   *
   * @param drawn its {@link #charts}, each as the text of an SVG element
   */
  public static String html(Review review, List<String> drawn) {
    Writer page = new StringWriter();
    try {
      TEMPLATES
          .getTemplate(TEMPLATE)
          .evaluate(page, new ReviewPage(review).context(drawn), Locale.ROOT);
    } catch (IOException e) {
      throw new UncheckedIOException("writing into memory", e);
    }
    return page.toString();
  }

  private Map<String, Object> context(List<String> drawn) {
    List<MarketPanels> markets = new ArrayList<>();
    for (Review.Market market : review.markets()) {
      List<Panel> panels = new ArrayList<>();
      for (Metric metric : OUTCOMES) {
        panel(panels, market.code(), metric, true, drawn);
      }
      markets.add(new MarketPanels(market, panels, values(market.code(), BEHIND)));
    }
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("review", review);
    context.put("exceptions", review.exceptions());
    context.put("markets", markets);
    context.put("refundPanels", mainPanels(REFUNDS, drawn));
    context.put("refundTables", tables(REFUNDS));
    context.put("inputPanels", mainPanels(INPUTS, drawn));
    context.put("inputTables", tables(INPUTS));
    context.put("qualityPanels", mainPanels(QUALITY, drawn));
    context.put("qualityTables", tables(QUALITY));
    context.put("laterPanels", mainPanels(LATER, drawn));
    context.put("words", new Words());
    return context;
  }

  private List<Panel> mainPanels(List<Metric> metrics, List<String> drawn) {
    List<Panel> panels = new ArrayList<>();
    for (Metric metric : metrics) {
      panel(panels, review.main().code(), metric, false, drawn);
    }
    return panels;
  }

  private void panel(
      List<Panel> panels, String market, Metric metric, boolean both, List<String> drawn) {
    WeekValue value = review.value(market, metric);
    if (value == null) {
      return;
    }
    List<WeekValue> series = review.series(market, metric);
    List<Chart> described =
        both ? Chart.sixWeeksAndTwelveMonths(series) : List.of(Chart.twelveMonths(series));
    List<String> svgs = new ArrayList<>();
    for (int i = 0; i < described.size(); i++) {
      if (!drawn.isEmpty()) {
        String span = both && i == 0 ? "six weeks" : "twelve months";
        svgs.add(labelled(drawn.get(charts.size()), metric.title() + ", " + market + ", " + span));
      }
      charts.add(described.get(i));
    }
    panels.add(new Panel(value, svgs));
  }

  private List<MetricTable> tables(List<Metric> metrics) {
    List<MetricTable> tables = new ArrayList<>();
    for (Metric metric : metrics) {
      List<WeekValue> rows = new ArrayList<>();
      for (Review.Market market : review.markets()) {
        WeekValue value = review.value(market.code(), metric);
        if (value != null) {
          rows.add(value);
        }
      }
      tables.add(new MetricTable(metric, rows));
    }
    return tables;
  }

  private List<WeekValue> values(String market, List<Metric> metrics) {
    List<WeekValue> values = new ArrayList<>();
    for (Metric metric : metrics) {
      WeekValue value = review.value(market, metric);
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  /** With a name for who cannot see it, and as wide as its place. The label is plain words. */
  private static String labelled(String svg, String label) {
    return svg.replaceFirst(
        "<svg width=\"\\d+\" height=\"\\d+\"", "<svg role=\"img\" aria-label=\"" + label + "\"");
  }
}
