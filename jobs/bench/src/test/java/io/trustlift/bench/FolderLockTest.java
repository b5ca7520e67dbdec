package io.trustlift.bench;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trustlift.local.process.StartException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {

  @TempDir Path folder;

  @Test
  void twoBenchmarksDoNotShareAFolder() throws Exception {
    Path data = folder.resolve("data");
    try (FolderLock first = FolderLock.take(data)) {
      assertThatThrownBy(() -> FolderLock.take(data))
          .isInstanceOf(StartException.class)
          .hasMessageContaining(data.toString())
          .hasMessageContaining("--data");
    }
    FolderLock.take(data).close();
  }
}
