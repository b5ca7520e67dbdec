package io.trustlift.bench.growth;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.trustlift.local.stack.DataLayout;
import io.trustlift.local.stack.LiveStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What an event costs, and a viewer's state, as crowds grow. */
@Command(
    name = "growth",
    mixinStandardHelpOptions = true,
    description =
        "What an event costs and how much state a viewer has, with ten thousand, a hundred thousand"
            + " and a million viewers at once, on the heap and in RocksDB; and as rooms and displays"
            + " grow. Of each checkpoint: its time, what it wrote, and the throughput while it ran"
            + " and over the ten seconds from its start, as shares of that before.")
public final class GrowthBenchmark implements Callable<Integer> {

  /** By then each viewer has state, and the code is hot. */
  private static final long WARM_UP_EVENTS = 2_000_000;

  private static final int FEW = 10_000;
  private static final int MANY = 100_000;
  private static final int ROOMS = 100;
  private static final int DISPLAYS = 10;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  @Spec private CommandSpec spec;

  @Option(
      names = "--viewers",
      paramLabel = "N",
      split = ",",
      defaultValue = "10000,100000,1000000",
      description = "Crowds that are compared (default: ${DEFAULT-VALUE}).")
  private List<Integer> viewers = new ArrayList<>();

  @Option(
      names = "--state",
      paramLabel = "WHERE",
      split = ",",
      defaultValue = "heap,rocksdb",
      description = "Where state is kept: heap, rocksdb or both (default: ${DEFAULT-VALUE}).")
  private List<Backend> backends = new ArrayList<>();

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "20",
      description =
          "How long each is measured, after its warm-up and before each checkpoint but the first"
              + " (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--checkpoints",
      paramLabel = "N",
      defaultValue = "3",
      description =
          "Checkpoints after the first, which are told of together (default: ${DEFAULT-VALUE}).")
  private int checkpoints;

  @Option(
      names = "--crowds-only",
      description =
          "Leave out the runs with other rooms and displays, which keep state on the heap.")
  private boolean crowdsOnly;

  @Option(
      names = "--catching-up",
      description =
          "Watermarks by the clock, as where a backlog is read, and not by event time, as live: the"
              + " smaller a crowd, the more events of a viewer are worked off at once.")
  private boolean catchingUp;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures here as well.")
  private Path json;

  @Override
  public Integer call() throws IOException, SQLException, InterruptedException {
    require(seconds >= 1 && seconds <= 3_600, "--seconds is not 1 to 3600");
    require(checkpoints >= 1 && checkpoints <= 1_000, "--checkpoints is not 1 to 1000");
    for (int crowd : viewers) {
      require(crowd >= ROOMS && crowd <= 100_000_000, "--viewers is not 100 to 100000000");
    }
    List<Point> points = new ArrayList<>();
    Path folder = Files.createTempDirectory("trustlift-growth");
    try {
      System.out.println(GrowthTable.HEAD);
      for (Backend backend : backends) {
        for (int crowd : viewers) {
          measure(new Crowd(crowd, ROOMS, DISPLAYS, false), backend, folder, points);
        }
      }
      if (!crowdsOnly) {
        for (Crowd shape : shapes()) {
          measure(shape, Backend.HEAP, folder, points);
        }
      }
    } finally {
      DataLayout.delete(folder);
    }
    if (json != null) {
      JSON.writeValue(json.toFile(), points);
    }
    return 0;
  }

  /** Rooms, displays, and one room with every other viewer. */
  private static List<Crowd> shapes() {
    return List.of(
        new Crowd(MANY, 1, DISPLAYS, false),
        new Crowd(MANY, 10_000, DISPLAYS, false),
        new Crowd(MANY, ROOMS, DISPLAYS, true),
        new Crowd(FEW, ROOMS, 1_000, false),
        new Crowd(FEW, ROOMS, 10_000, false));
  }

  private void measure(Crowd crowd, Backend backend, Path folder, List<Point> points)
      throws IOException, SQLException, InterruptedException {
    if (points.isEmpty()) {
      // The compiler's first work would all be the first crowd's.
      run(crowd, backend, folder.resolve("warm-up"), 1);
    }
    Point point =
        run(
            crowd,
            backend,
            folder.resolve(String.format(Locale.ROOT, "run-%d", points.size())),
            checkpoints);
    points.add(point);
    System.out.println(GrowthTable.line(point));
  }

  private Point run(Crowd crowd, Backend backend, Path folder, int checkpointsAfter)
      throws IOException, SQLException, InterruptedException {
    return GrowthRun.of(
        crowd,
        catchingUp ? Cadence.CATCHING_UP : Cadence.LIVE,
        backend,
        Runtime.getRuntime().availableProcessors(),
        new GrowthRun.Lengths(
            WARM_UP_EVENTS,
            Duration.ofSeconds(seconds),
            LiveStack.CHECKPOINT_INTERVAL,
            checkpointsAfter),
        folder);
  }

  private void require(boolean holds, String complaint) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), complaint);
    }
  }
}
