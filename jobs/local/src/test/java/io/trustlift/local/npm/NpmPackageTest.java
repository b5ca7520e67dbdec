package io.trustlift.local.npm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trustlift.local.process.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * With a shell script in the place of npm. What the engine's library adds, and what two that need
 * it at once do, is in EngineLibraryTest.
 */
class NpmPackageTest {

  private static final String INSTALL =
      "mkdir -p node_modules/charts && echo '{}' > node_modules/charts/package.json"
          + " && cp package-lock.json node_modules/.package-lock.json";

  @TempDir Path folder;

  private final List<String> progress = new ArrayList<>();

  @BeforeEach
  void pin() throws IOException {
    Files.writeString(
        folder.resolve("package-lock.json"),
        "{\"packages\": {\"node_modules/charts\": {\"version\": \"1.2.3\"}}}\n");
  }

  @Test
  void fetchesOnceAndSaysWhatAndHowMuch() {
    assertThat(charts("charts", INSTALL).locateOrFetch(progress::add))
        .isEqualTo(folder.resolve("node_modules/charts/package.json"))
        .exists();
    assertThat(progress.get(0))
        .isEqualTo("Fetching the charts charts 1.2.3 by npm, once (some MB).");

    progress.clear();
    charts("charts", "exit 1").locateOrFetch(progress::add);
    assertThat(progress).isEmpty();
  }

  @Test
  void whatFetchingDoesNotBringIsNotThere() {
    assertThatThrownBy(() -> charts("charts", "true").locateOrFetch(progress::add))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("npm could not fetch the charts charts 1.2.3");
  }

  @Test
  void aPackageThatIsNotPinnedIsNamed() {
    NpmPackage other = charts("tables", INSTALL);

    assertThat(other.isPinned()).isFalse();
    assertThatThrownBy(() -> other.locateOrFetch(progress::add))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("tables is not in");
  }

  private NpmPackage charts(String name, String script) {
    return new NpmPackage(
        folder, name, "package.json", "the charts", "some MB", List.of("sh", "-c", script));
  }
}
