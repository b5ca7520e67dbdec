package io.trustlift.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewerIdSecretTest {

  private static final String SECRET = "key of 16 bytes!";

  @TempDir private Path folder;

  @Test
  void withoutOneIdsStayAsTheyAre() {
    ViewerIdSecret none = ViewerIdSecret.of(Map.of());
    assertThat(none.isSet()).isFalse();
    assertThat(none.apply("v1")).isEqualTo("v1");
  }

  @Test
  void theEnvironmentHoldsItOrNamesItsFile() throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), SECRET + "\n");
    ViewerIdSecret ofFile =
        ViewerIdSecret.of(Map.of(ViewerIdSecret.FILE_VARIABLE, file.toString()));
    ViewerIdSecret inside = ViewerIdSecret.of(Map.of(ViewerIdSecret.VARIABLE, SECRET));
    assertThat(ofFile.apply("v1")).isEqualTo(inside.apply("v1")).doesNotContain("v1").hasSize(43);
    assertThat(ofFile.mark()).isEqualTo(inside.mark());
    assertThat(ViewerIdSecret.of("another key of 16", "here").mark()).isNotEqualTo(inside.mark());
  }

  @Test
  void aShortOneIsRefusedWithoutBeingShown() {
    assertThatThrownBy(() -> ViewerIdSecret.of(Map.of(ViewerIdSecret.VARIABLE, "key of 15 bytes")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(ViewerIdSecret.VARIABLE)
        .hasMessageContaining("15 bytes")
        .hasMessageNotContaining("key of");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> ViewerIdSecret.ofFile(missing, "viewer.id.secret.file"))
        .hasMessageContaining(missing.toString());
  }

  @Test
  void twoAreOneTooMany() {
    assertThatThrownBy(
            () ->
                ViewerIdSecret.of(
                    Map.of(ViewerIdSecret.VARIABLE, SECRET, ViewerIdSecret.FILE_VARIABLE, "x")))
        .hasMessageContaining("both set");
  }

  @Test
  void itIsNeverShown() {
    assertThat(ViewerIdSecret.of(SECRET, "here")).hasToString("a secret");
  }
}
