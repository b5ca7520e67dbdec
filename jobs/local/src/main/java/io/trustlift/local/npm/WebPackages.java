package io.trustlift.local.npm;

import io.trustlift.local.process.StartException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** What {@code infra/web} pins for the pages that this project makes or serves. */
public final class WebPackages {

  private static final Path FOLDER = Path.of("infra", "web");

  private WebPackages() {}

  /**
   * The folder of the ECharts package, fetched first if it is not there.
   *
   * @param home root of the checkout
   * @param progress takes lines to show to a person while fetching
   * @throws StartException if it cannot be fetched
   */
  public static Path echarts(Path home, Consumer<String> progress) {
    Path manifest =
        new NpmPackage(
                home.resolve(FOLDER),
                "echarts",
                "package.json",
                "the chart library",
                "about 60 MB on disk",
                List.of("npm", "ci", "--no-audit", "--no-fund", "--omit=dev"))
            .locateOrFetch(progress);
    return manifest.getParent();
  }
}
