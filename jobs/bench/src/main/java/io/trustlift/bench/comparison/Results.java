package io.trustlift.bench.comparison;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What was measured.
 *
 * @param records in the topics
 * @param viewerEvents among them
 * @param cores that the jobs had
 * @param measurements in the order in which they were taken
 * @param agreements of each contender with the job, by contender
 */
public record Results(
    long records,
    long viewerEvents,
    int cores,
    List<Measurement> measurements,
    Map<String, Agreement> agreements) {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  /**
   * The median run of a contender.
   *
   * @param seconds on the clock
   * @param cpuSeconds of Flink, Kafka and ClickHouse together
   * @param flinkCpuSeconds of Flink alone
   * @param eventsPerSecond records divided by {@code seconds}
   * @param eventsPerSecondAndCore the same divided by the cores of this run
   * @param eventsPerCpuSecond records divided by {@code cpuSeconds}
   * @param phases median seconds of its parts
   */
  record Median(
      int rounds,
      double seconds,
      double leastSeconds,
      double cpuSeconds,
      double flinkCpuSeconds,
      double eventsPerSecond,
      double eventsPerSecondAndCore,
      double eventsPerCpuSecond,
      Map<String, Double> phases) {}

  /**
   * How many times as fast one contender was as another.
   *
   * @param onTheClock ratio of median seconds
   * @param byCpu ratio of median processor seconds
   */
  record Ratio(String of, String to, double onTheClock, double byCpu) {}

  /** By contender, in the order in which they ran first. */
  Map<String, Median> medians() {
    Map<String, List<Measurement>> byContender = new LinkedHashMap<>();
    for (Measurement measurement : measurements) {
      byContender
          .computeIfAbsent(measurement.contender(), name -> new ArrayList<>())
          .add(measurement);
    }
    Map<String, Median> medians = new LinkedHashMap<>();
    byContender.forEach((name, runs) -> medians.put(name, median(runs)));
    return medians;
  }

  private Median median(List<Measurement> runs) {
    double seconds = median(runs, Measurement::seconds);
    double cpu = median(runs, run -> run.cpu().total() / 1e9);
    Map<String, Double> phases = new LinkedHashMap<>();
    for (String phase : runs.get(0).phases().keySet()) {
      phases.put(phase, median(runs, run -> run.phases().get(phase)));
    }
    return new Median(
        runs.size(),
        seconds,
        runs.stream().mapToDouble(Measurement::seconds).min().orElseThrow(),
        cpu,
        median(runs, run -> run.cpu().flink() / 1e9),
        records / seconds,
        records / seconds / cores,
        records / cpu,
        phases);
  }

  /** The middle one; of an even number, the mean of the two in the middle. */
  static double median(List<Measurement> runs, ToDoubleFunction<Measurement> value) {
    double[] sorted = runs.stream().mapToDouble(value).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /** Of the job to each other contender. */
  List<Ratio> ratios() {
    Map<String, Median> medians = medians();
    Median job = medians.get("trustlift");
    List<Ratio> ratios = new ArrayList<>();
    medians.forEach(
        (name, other) -> {
          if (job != null && other != job) {
            ratios.add(
                new Ratio(
                    "trustlift",
                    name,
                    other.seconds() / job.seconds(),
                    other.cpuSeconds() / job.cpuSeconds()));
          }
        });
    return ratios;
  }

  /** Whether all gave the same numbers. */
  public boolean agree() {
    return agreements.values().stream().allMatch(agreement -> agreement.different() == 0);
  }

  /** For a person. */
  public String table() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%n%,d records, %,d of them viewer events; %d cores%n%n%-26s %9s %9s %9s %11s %13s"
                + " %13s%n",
            records,
            viewerEvents,
            cores,
            "median of the rounds",
            "seconds",
            "least s",
            "cpu s",
            "events/s",
            "events/s/core",
            "events/cpu s"));
    medians()
        .forEach(
            (name, of) -> {
              text.append(
                  String.format(
                      Locale.ROOT,
                      "%-26s %9.2f %9.2f %9.2f %,11.0f %,13.0f %,13.0f%n",
                      name,
                      of.seconds(),
                      of.leastSeconds(),
                      of.cpuSeconds(),
                      of.eventsPerSecond(),
                      of.eventsPerSecondAndCore(),
                      of.eventsPerCpuSecond()));
              of.phases()
                  .forEach(
                      (phase, seconds) ->
                          text.append(
                              String.format(Locale.ROOT, "  %-24s %9.2f%n", phase, seconds)));
            });
    text.append(
        String.format(
            Locale.ROOT, "%n%-38s %13s %9s%n", "times as fast", "on the clock", "by cpu"));
    for (Ratio ratio : ratios()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-38s %13.2f %9.2f%n",
              ratio.of() + " / " + ratio.to(),
              ratio.onTheClock(),
              ratio.byCpu()));
    }
    agreements.forEach(
        (name, agreement) -> text.append(String.format("%n%s: %s", name, agreement)));
    return text.toString();
  }

  /** For a program. */
  public void write(Path file) throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("records", records);
    json.put("viewer_events", viewerEvents);
    json.put("cores", cores);
    json.put("medians", medians());
    json.put("ratios", ratios());
    json.put("agreements", agreements);
    json.put("measurements", measurements);
    JSON.writeValue(file.toFile(), json);
  }
}
