package io.trustlift.local.cluster;

import io.trustlift.local.clickhouse.EngineLibrary;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The one jar that is submitted to clusters, as this build has made it. */
public final class JobJar {

  private static final String FOLDER = "jobs/attribution/target";
  private static final String NAME = "trustlift-attribution-*-job.jar";

  private JobJar() {}

  /** Finds it. */
  public static Path find() throws IOException {
    Path folder = EngineLibrary.findHome().resolve(FOLDER);
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, NAME)) {
        jars.forEach(found::add);
      }
    }
    if (found.size() != 1) {
      throw new IllegalStateException(
          "There must be one %s in %s, and there are %d: build with `mvn clean verify`"
              .formatted(NAME, folder, found.size()));
    }
    return found.get(0);
  }
}
