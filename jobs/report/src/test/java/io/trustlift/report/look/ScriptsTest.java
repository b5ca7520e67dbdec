package io.trustlift.report.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pure scripts of the page, tested by {@code scripts.test.js} in Node.js. */
class ScriptsTest {

  private static final List<String> FILES =
      List.of("format.js", "lanes.js", "state.js", "scripts.test.js");

  @TempDir private Path folder;

  @Test
  void pureScriptsDoWhatTheySay() throws Exception {
    Files.writeString(folder.resolve("package.json"), "{\"type\": \"module\"}");
    for (String file : FILES) {
      try (InputStream in = ScriptsTest.class.getResourceAsStream(file)) {
        Files.write(folder.resolve(file), in.readAllBytes());
      }
    }
    Process node = start();
    String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(node.waitFor()).as(said).isZero();
    assertThat(said).contains("# fail 0");
  }

  private Process start() {
    try {
      return new ProcessBuilder("node", "--test", "--test-reporter=tap", "scripts.test.js")
          .directory(folder.toFile())
          .redirectErrorStream(true)
          .start();
    } catch (IOException e) {
      return fail("Node.js is not installed, which runs the tests of the page's scripts", e);
    }
  }
}
