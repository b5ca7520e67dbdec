package io.trustlift.local.command;

import io.trustlift.local.clickhouse.EngineLibrary;
import io.trustlift.local.npm.WebPackages;
import io.trustlift.local.process.StartException;
import io.trustlift.local.stack.ClickHouseHttp;
import io.trustlift.local.stack.Console;
import io.trustlift.local.stack.DataLayout;
import io.trustlift.local.stack.Question;
import io.trustlift.local.stack.Tables;
import io.trustlift.report.weekly.IsoWeek;
import io.trustlift.report.weekly.NodeCharts;
import io.trustlift.report.weekly.Review;
import io.trustlift.report.weekly.ReviewPage;
import io.trustlift.report.weekly.ReviewReader;
import io.trustlift.report.weekly.ReviewText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The weekly review. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description =
        "Writes the weekly review: one HTML page that needs nothing else, to be read, sent or printed.",
    footer = {
      "",
      "Weeks are ISO weeks on each market's own clock. The numbers are those of the views trust.weekly_metrics and others."
    })
final class ReportCommand implements Callable<Integer> {

  @Option(
      names = "--week",
      paramLabel = "WEEK",
      converter = Week.class,
      description = "Such as 2026-W47 (default: the last that is over by the data).")
  private IsoWeek week;

  @Option(
      names = "--market",
      paramLabel = "MARKET",
      defaultValue = "",
      description = "Only this market, such as DE (default: all, and each).")
  private String market;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where to write the page.")
  private Path page;

  @Option(
      names = "--text",
      paramLabel = "FILE",
      description = "Where to write it as plain text as well, for a mail.")
  private Path text;

  @Mixin private DataOption dataOption;

  @Override
  public Integer call() throws IOException {
    requireFolder(page);
    requireFolder(text);
    DataLayout data = dataOption.openExisting("report");
    Path home = EngineLibrary.findHome();
    WebPackages.echarts(home, Console.standard()::line);
    Path web = home.resolve("infra").resolve("web");
    // Node.js loads its library while the tables are opened and asked.
    try (NodeCharts charts = NodeCharts.start(web);
        Tables tables = Tables.open(data)) {
      ClickHouseHttp clickHouse = tables.clickHouse();
      ReviewReader reader =
          new ReviewReader((sql, parameters) -> new Question(sql, parameters).rows(clickHouse));
      try (ReviewReader.Reading reading = reader.begin(week, market)) {
        // What takes longest, the experiments, is not in the charts.
        List<String> drawn = charts.draw(ReviewPage.charts(reading.numbers()));
        Review review = reading.all();
        write(page, ReviewPage.html(review, drawn));
        System.out.println("The review of " + review.week() + " is in " + page + ".");
        if (text != null) {
          write(text, ReviewText.of(review));
          System.out.println("As text it is in " + text + ".");
        }
      }
    }
    return 0;
  }

  private static void requireFolder(Path file) {
    if (file == null) {
      return;
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
      throw new StartException(
          file
              + " cannot be written: "
              + (Files.isDirectory(file)
                  ? "it is a folder."
                  : "there is no folder " + folder + "."));
    }
  }

  private static void write(Path file, String content) {
    try {
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new StartException(file + " cannot be written: " + e, e);
    }
  }

  /** A week as it is typed. */
  static final class Week implements ITypeConverter<IsoWeek> {
    @Override
    public IsoWeek convert(String typed) {
      try {
        return IsoWeek.parse(typed);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
