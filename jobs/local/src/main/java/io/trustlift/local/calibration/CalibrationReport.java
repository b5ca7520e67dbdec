package io.trustlift.local.calibration;

import io.trustlift.local.stack.EventCounts;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a calibration found. */
public record CalibrationReport(
    Calibration calibration, EventCounts counts, List<Section> sections) {

  /** The columns of every table. */
  public static final List<String> COLUMNS =
      List.of("what", "worlds", "cells", "found", "standard error", "has to be", "");

  public CalibrationReport {
    sections = List.copyOf(sections);
  }

  /** Whether every measure is in its band, or out of it by no more than chance may do. */
  public boolean holds() {
    return sections.stream()
        .flatMap(section -> section.measures().stream())
        .allMatch(measure -> measure.band() == null || measure.holdsButForNoise());
  }

  /** A measure's cells, in the order of {@link #COLUMNS}. */
  public static List<String> row(Measure measure) {
    if (measure.cells() == 0) {
      return List.of(measure.name(), "0", "0", "-", "-", band(measure), "not asked");
    }
    String found;
    String error;
    switch (measure.unit()) {
      case SHARE -> {
        found = percent(measure.mean());
        error = percent(measure.standardError());
      }
      case LOG_RATIO -> {
        found = String.format(Locale.ROOT, "x %.3f", Math.exp(measure.mean()));
        error = number(measure.standardError());
      }
      default -> {
        found = number(measure.mean());
        error = number(measure.standardError());
      }
    }
    return List.of(
        measure.name(),
        String.format(Locale.ROOT, "%,d", measure.worlds()),
        String.format(Locale.ROOT, "%,d", measure.cells()),
        found,
        error,
        band(measure),
        judgement(measure));
  }

  private static String judgement(Measure measure) {
    if (measure.band() == null) {
      return "";
    }
    if (measure.holds()) {
      return "holds";
    }
    return measure.holdsButForNoise() ? "misses, as chance may" : "MISSES";
  }

  private static String band(Measure measure) {
    Measure.Band band = measure.band();
    if (band == null) {
      return "";
    }
    if (band.low() == 0) {
      return String.format(Locale.ROOT, "at most %.0f %%", 100 * band.high());
    }
    return band.high() == 1
        ? String.format(Locale.ROOT, "at least %.0f %%", 100 * band.low())
        : String.format(Locale.ROOT, "%.0f to %.0f %%", 100 * band.low(), 100 * band.high());
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
  }

  /** How the worlds were made. */
  public String description() {
    return String.format(
        Locale.ROOT,
        "%,d worlds of each case, seed %d: %s; streams last %d minutes, %d of them a day; viewers of %s, base rates times %.0f;"
            + " rooms' log rates vary by 0.35, their heat by 0.55, their log effects by %.1f, viewers' log rates by %.1f. %,d records"
            + " went through the job.",
        calibration.runs(),
        calibration.seed(),
        calibration.cases().stream()
            .map(
                kind ->
                    String.format(
                        Locale.ROOT,
                        "%s with %d streams and %,d viewers",
                        kind.name().toLowerCase(Locale.ROOT),
                        kind.streams(),
                        kind.viewers()))
            .collect(Collectors.joining(", ")),
        CalibrationCase.MINUTES,
        CalibrationCase.STREAMS_PER_DAY,
        String.join(" and ", CalibrationCase.MARKETS),
        CalibrationCase.BASE_RATE_FACTOR,
        CalibrationCase.EFFECT_SIGMA,
        CalibrationCase.VIEWER_SIGMA,
        counts.read());
  }

  /** The command that makes the same figures again. */
  public String command() {
    return "infra/trustlift calibrate --runs "
        + calibration.runs()
        + " --cases "
        + calibration.cases().stream()
            .map(kind -> kind.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(","))
        + " --seed "
        + calibration.seed();
  }

  /** As a page of the documentation. */
  public String markdown() {
    StringBuilder page = new StringBuilder();
    page.append("# Calibration\n\n");
    page.append(
        """
        Worlds whose truth is known go through the real job, and the real views are asked about each. What they say has to be as
        good as it claims to be. The standard errors are those between worlds; cells of one world hang together.

        """);
    page.append("    ").append(command()).append("\n\n");
    page.append(description()).append('\n');
    for (Section section : sections) {
      page.append("\n## ").append(section.title()).append("\n\n");
      page.append(section.note()).append("\n\n");
      line(page, COLUMNS);
      line(page, List.of("---", "---:", "---:", "---:", "---:", "---", "---"));
      section.measures().forEach(measure -> line(page, row(measure)));
    }
    return page.toString();
  }

  private static void line(StringBuilder page, List<String> cells) {
    page.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
