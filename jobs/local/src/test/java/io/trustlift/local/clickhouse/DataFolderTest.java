package io.trustlift.local.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

  @TempDir private Path folder;

  @Test
  void theFilesOfAServerThatWasKilledAreGoneBeforeTheNextOneIsFound() throws Exception {
    Files.writeString(DataFolder.pidFile(folder), "1");
    Files.writeString(DataFolder.portFile(folder), "2");

    try (DataFolder taken = DataFolder.take(folder)) {
      assertThat(DataFolder.pidFile(folder)).doesNotExist();
      assertThat(DataFolder.portFile(folder)).doesNotExist();

      taken.publish(3);
      assertThat(DataFolder.portFile(folder)).hasContent("3");
    }
    assertThat(DataFolder.portFile(folder)).doesNotExist();
  }
}
