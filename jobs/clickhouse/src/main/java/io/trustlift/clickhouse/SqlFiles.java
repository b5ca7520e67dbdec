package io.trustlift.clickhouse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The SQL that makes up the database, each list in the order of the file names.
 *
 * @param migrations {@code sql/migrations/NNNN_name.sql}
 * @param functions {@code sql/functions/*.sql}
 * @param views {@code sql/views/*.sql}
 * @param reference content of {@code sql/reference/<table>.csv}
 */
record SqlFiles(
    List<SqlFile> migrations,
    List<SqlFile> functions,
    List<SqlFile> views,
    List<SqlFile> reference) {

  private static final String TAXONOMY = "reference/taxonomy.csv";

  SqlFiles {
    migrations = List.copyOf(migrations);
    functions = List.copyOf(functions);
    views = List.copyOf(views);
    reference = List.copyOf(reference);
  }

  /**
   * The files packed into this module. They are listed where they lie, in a folder or in a jar,
   * rather than from an index: an index would be one more file to keep, and one that could be
   * wrong. The taxonomy, which is always there, tells where that is.
   */
  static SqlFiles ofClassPath() {
    URL marker = SqlFiles.class.getResource("/sql/" + TAXONOMY);
    if (marker == null) {
      throw new IllegalStateException("the SQL files are missing from the class path");
    }
    try {
      return around(marker.toURI());
    } catch (URISyntaxException | IOException e) {
      throw new IllegalStateException("cannot read the SQL files at " + marker, e);
    }
  }

  /** The files beside the taxonomy at the given place, which is a file or an entry of a jar. */
  static SqlFiles around(URI taxonomy) throws IOException {
    if (!taxonomy.getScheme().equals("jar")) {
      return below(Path.of(taxonomy).getParent().getParent());
    }
    String jar = taxonomy.getRawSchemeSpecificPart();
    URI file = URI.create(jar.substring(0, jar.indexOf("!/")));
    try (FileSystem files = FileSystems.newFileSystem(Path.of(file), Map.of())) {
      return below(files.getPath("/sql"));
    }
  }

  /** The files below a folder that is laid out as {@code sql/} is. */
  static SqlFiles below(Path root) throws IOException {
    return new SqlFiles(
        folder(root.resolve("migrations"), ".sql"),
        folder(root.resolve("functions"), ".sql"),
        folder(root.resolve("views"), ".sql"),
        folder(root.resolve("reference"), ".csv"));
  }

  private static List<SqlFile> folder(Path folder, String ending) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(ending))
          .map(SqlFiles::read)
          .sorted(Comparator.comparing(SqlFile::name))
          .toList();
    }
  }

  private static SqlFile read(Path file) {
    try {
      return new SqlFile(
          file.getFileName().toString(), Files.readString(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
