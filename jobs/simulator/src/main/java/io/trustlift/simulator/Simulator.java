package io.trustlift.simulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the input topics of a simulated world; what holds in it is in the package description. */
public final class Simulator {
  /** The file of the {@link Truth}. */
  public static final String TRUTH_FILE = "truth.json";

  private static final int STEPS_PER_REPORT = 1 << 16;
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private Simulator() {}

  /**
   * Writes one file for each topic, in the order of arrival, {@value ExchangeRates#FILE} and
   * {@value #TRUTH_FILE}; files of these names are replaced.
   *
   * @param out directory, made if need be
   * @return what {@value #TRUTH_FILE} holds
   */
  public static Truth simulate(SimulationConfig config, Path out, ProgressListener progress)
      throws IOException {
    Files.createDirectories(out);
    Catalogue catalogue = Catalogue.create(config.practices());
    Truth.Builder builder = new Truth.Builder();
    Truth truth;
    List<StreamPlan> streams = StreamPlan.all(config);
    try (Stage stage = new Stage(config, streams, out)) {
      Audience audience = Audience.plan(config, streams);
      if (config.layout().catalogue()) {
        catalogue.publish(stage, Draws.of(config.seed(), Draws.Purpose.CATALOGUE, 0));
      }
      stage.experiment().declare(stage, streams);
      Schedule schedule = Schedule.of(config, streams);
      schedule.publish(stage, config);
      streams.forEach(
          stream -> stage.enter(new StreamHost(stage, stream, audience, catalogue, builder)));
      run(stage, audience.planned(), progress);
      stage.close();
      truth = builder.build(config, streams, catalogue, schedule, stage);
    }
    ExchangeRates.write(config, out);
    MAPPER.writeValue(out.resolve(TRUTH_FILE).toFile(), truth);
    return truth;
  }

  private static void run(Stage stage, long plannedVisits, ProgressListener progress) {
    long steps = 0;
    while (stage.step()) {
      if (++steps % STEPS_PER_REPORT == 0) {
        double fraction = (double) stage.visitsBegun() / Math.max(1, plannedVisits);
        progress.onProgress(stage.viewerEvents(), fraction);
      }
    }
    progress.onProgress(stage.viewerEvents(), 1);
  }
}
