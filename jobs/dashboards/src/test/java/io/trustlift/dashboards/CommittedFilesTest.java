package io.trustlift.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.dashboards.alert.AlertFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What lies in {@code dashboards/} is what the definitions say. To write it anew:
 *
 * <pre>mvn -q -Dtest=CommittedFilesTest -Ddashboards.write=true test -pl jobs/dashboards</pre>
 */
class CommittedFilesTest {

  private static final boolean WRITE = Boolean.getBoolean("dashboards.write");

  @Test
  void dashboards() throws IOException {
    compare(Repository.file("dashboards"), Dashboards.files(), ".json");
  }

  @Test
  void alertRules() throws IOException {
    compare(Repository.file("dashboards/alerting"), AlertFiles.files(), "rules.yaml");
  }

  private static void compare(Path folder, Map<String, String> files, String ending)
      throws IOException {
    if (WRITE) {
      Files.createDirectories(folder);
      for (Map.Entry<String, String> file : files.entrySet()) {
        Files.writeString(folder.resolve(file.getKey()), file.getValue());
      }
    }
    for (Map.Entry<String, String> file : files.entrySet()) {
      assertThat(folder.resolve(file.getKey())).hasContent(file.getValue());
    }
    try (Stream<Path> found = Files.list(folder)) {
      assertThat(
              found
                  .map(path -> path.getFileName().toString())
                  .filter(name -> name.endsWith(ending))
                  .collect(Collectors.toSet()))
          .isEqualTo(files.keySet());
    }
  }
}
