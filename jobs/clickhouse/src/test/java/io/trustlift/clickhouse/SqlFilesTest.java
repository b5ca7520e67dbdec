package io.trustlift.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlFilesTest {

  @TempDir Path folder;

  @Test
  void theFilesOfTheRepositoryAreOnTheClassPath() {
    SqlFiles files = SqlFiles.ofClassPath();

    assertThat(files.migrations().stream().map(SqlFile::name))
        .isSorted()
        .contains("0001_exposure_time.sql");
    assertThat(files.views().stream().map(SqlFile::name))
        .contains("exposure_time.sql", "crude_rates.sql");
    assertThat(files.reference().stream().map(SqlFile::name))
        .contains("claims.csv", "taxonomy.csv");
  }

  /** As in a fat jar: no entries for folders, other things beside, a blank in the path. */
  @Test
  void filesAreFoundInAJar() throws IOException {
    Path jar = folder.resolve("a fat.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      put(zip, "io/other.sql", "");
      put(zip, "sql/views/b.sql", "SELECT 2");
      put(zip, "sql/views/a.sql", "SELECT 'é'");
      put(zip, "sql/views/notes.md", "");
      put(zip, "sql/migrations/0001_x.sql", "SELECT 1");
      put(zip, "sql/reference/taxonomy.csv", "type\n");
    }

    SqlFiles files =
        SqlFiles.around(URI.create("jar:" + jar.toUri() + "!/sql/reference/taxonomy.csv"));

    assertThat(files.migrations()).containsExactly(new SqlFile("0001_x.sql", "SELECT 1"));
    assertThat(files.views())
        .containsExactly(new SqlFile("a.sql", "SELECT 'é'"), new SqlFile("b.sql", "SELECT 2"));
    assertThat(files.functions()).isEmpty();
    assertThat(files.reference()).containsExactly(new SqlFile("taxonomy.csv", "type\n"));
  }

  private static void put(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }
}
