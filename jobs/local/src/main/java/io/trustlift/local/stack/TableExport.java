package io.trustlift.local.stack;

import io.trustlift.clickhouse.ContractTable;
import io.trustlift.clickhouse.ContractTables;
import io.trustlift.local.process.StartException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** Writes the contract tables as files, one JSON object a line. */
public final class TableExport {

  /** Numbers as numbers, and text as the UTF-8 that JSON has to be. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "output_format_json_quote_64bit_integers",
          "0",
          "output_format_json_escape_forward_slashes",
          "0",
          "output_format_json_validate_utf8",
          "1");

  private TableExport() {}

  /**
   * Writes all of them into a folder: each file is complete when it gets its name, and none is
   * replaced before all are written.
   */
  public static void write(ClickHouseHttp clickHouse, Path folder) throws IOException {
    Files.createDirectories(folder);
    try {
      for (ContractTable table : ContractTables.ALL) {
        try (InputStream rows = clickHouse.query(table.exportSql(), "JSONEachRow", SETTINGS)) {
          Files.copy(rows, part(folder, table), StandardCopyOption.REPLACE_EXISTING);
        }
      }
      for (ContractTable table : ContractTables.ALL) {
        Files.move(
            part(folder, table),
            folder.resolve(table.name() + ".jsonl"),
            StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      for (ContractTable table : ContractTables.ALL) {
        Files.deleteIfExists(part(folder, table));
      }
    }
  }

  /**
   * Tries, before the work is done, whether the folder can be written to.
   *
   * @throws StartException when it cannot
   */
  public static void probe(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".probe", ""));
    } catch (IOException e) {
      throw new StartException("The output folder " + folder + " cannot be written to.", e);
    }
  }

  private static Path part(Path folder, ContractTable table) {
    return folder.resolve("." + table.name() + ".jsonl.part");
  }
}
