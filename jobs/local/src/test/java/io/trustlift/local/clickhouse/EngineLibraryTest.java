package io.trustlift.local.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a shell script in the place of npm. */
class EngineLibraryTest {

  private static final String PACKAGE = "@chdb/lib-linux-x64-gnu";

  /** What npm leaves: the package, and last of all the lock file. */
  private static final String INSTALL =
      "echo fetched >> count; mkdir -p node_modules/"
          + PACKAGE
          + "; echo library > node_modules/"
          + PACKAGE
          + "/libchdb.so; cp package-lock.json node_modules/.package-lock.json";

  @TempDir Path folder;

  private final List<String> progress = new ArrayList<>();

  @BeforeEach
  void pinVersion() throws IOException {
    pin("1.2.3");
  }

  @Test
  void fetchesOnceAndSaysSo() throws IOException {
    assertThat(library(INSTALL).locateOrFetch())
        .isEqualTo(folder.resolve("node_modules").resolve(PACKAGE).resolve("libchdb.so"))
        .exists();
    assertThat(progress.get(0)).contains("Fetching", PACKAGE, "1.2.3", "540 MB");
    progress.clear();

    library(INSTALL).locateOrFetch();
    assertThat(progress).isEmpty();
    assertThat(Files.readAllLines(folder.resolve("count"))).hasSize(1);
  }

  @Test
  void fetchesAgainWhenAnotherVersionIsPinned() throws IOException {
    library(INSTALL).locateOrFetch();
    pin("1.2.4");

    library(INSTALL).locateOrFetch();
    assertThat(Files.readAllLines(folder.resolve("count"))).hasSize(2);
  }

  @Test
  void aHalfFetchedLibraryIsNone() throws IOException {
    Path half = folder.resolve("node_modules").resolve(PACKAGE);
    Files.createDirectories(half);
    Files.writeString(half.resolve("libchdb.so"), "half");

    library(INSTALL).locateOrFetch();
    assertThat(Files.readString(half.resolve("libchdb.so"))).isEqualTo("library\n");
  }

  @Test
  void twoThatNeedItAtOnceFetchItOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    List<Future<Path>> found = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      found.add(threads.submit(() -> library(INSTALL).locateOrFetch()));
    }
    for (Future<Path> path : found) {
      assertThat(path.get()).exists();
    }
    threads.shutdown();
    assertThat(Files.readAllLines(folder.resolve("count"))).hasSize(1);
  }

  @Test
  void withoutNetworkItIsOneSentence() {
    assertThatThrownBy(() -> library("echo no network >&2; exit 1").locateOrFetch())
        .isInstanceOf(EngineUnavailableException.class)
        .hasMessageContaining("npm could not fetch")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void withoutNpmItIsOneSentence() {
    EngineLibrary library =
        new EngineLibrary(folder, PACKAGE, List.of("no-such-program-as-this"), progress::add);

    assertThatThrownBy(library::locateOrFetch)
        .isInstanceOf(EngineUnavailableException.class)
        .hasMessageContaining("install Node.js")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void aMachineWithoutABuildIsToldSo() {
    EngineLibrary library =
        new EngineLibrary(folder, "@chdb/lib-plan9-mips", List.of("true"), progress::add);

    assertThatThrownBy(library::locateOrFetch)
        .isInstanceOf(EngineUnavailableException.class)
        .hasMessageContaining("no embedded ClickHouse for this machine");
  }

  @Test
  void aFolderThatIsNoCheckoutIsToldSo() throws IOException {
    Files.delete(folder.resolve("package-lock.json"));

    assertThatThrownBy(() -> library(INSTALL).locateOrFetch())
        .isInstanceOf(EngineUnavailableException.class)
        .hasMessageContaining("is this a TrustLift checkout?");
  }

  private EngineLibrary library(String script) {
    return new EngineLibrary(folder, PACKAGE, List.of("sh", "-c", script), progress::add);
  }

  private void pin(String version) throws IOException {
    Files.writeString(
        folder.resolve("package-lock.json"),
        "{\"packages\": {\"node_modules/" + PACKAGE + "\": {\"version\": \"" + version + "\"}}}\n");
  }
}
