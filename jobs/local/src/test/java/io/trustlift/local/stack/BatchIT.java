package io.trustlift.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trustlift.local.kafka.InputFolder;
import io.trustlift.local.process.StartException;
import io.trustlift.reference.GoldenCase;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A batch that cannot come to its end says why, and says so later too. */
class BatchIT {

  @TempDir private Path folder;

  @Test
  void clickHouseThatIsDown() throws Exception {
    DataLayout data = new DataLayout(folder.resolve("data"));
    data.create();
    Path input = folder.resolve("input");
    GoldenCase.named("tiny").writeInputTo(input);
    try (EmbeddedStack stack = new EmbeddedStack(folder)) {
      stack.clickHouse().kill();
      assertThatThrownBy(
              () ->
                  Batch.run(
                      InputFolder.of(input),
                      data,
                      stack.clickHouse().url(),
                      new Batch.Options(1, 1, 0, true),
                      Console.standard()))
          .isInstanceOf(StartException.class)
          .hasMessageContaining("ClickHouse")
          .hasMessageContaining("does not answer");
    }
    assertThat(data.contents()).isEqualTo(DataLayout.Contents.INCOMPLETE);
    assertThat(data.batchKafka()).doesNotExist();
  }

  @Test
  void tablesOfALiveStackAreNotReplaced() throws IOException {
    DataLayout data = new DataLayout(folder.resolve("data"));
    data.create();
    data.setContents(DataLayout.Contents.LIVE);
    assertThatThrownBy(() -> Batch.check(data, new Batch.Options(1, 1, 0, true)))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("--data");
  }
}
