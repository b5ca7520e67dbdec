package io.trustlift.local.stack;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trustlift.reference.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The contract tables as «run» exports them. */
public final class ExportedTables {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private ExportedTables() {}

  /** Reads a folder; when something was rejected is no part of what has to agree. */
  public static Tables read(Path export) throws IOException {
    Map<String, List<Map<String, Object>>> tables = new LinkedHashMap<>();
    for (String table : Tables.NAMES) {
      List<Map<String, Object>> rows = new ArrayList<>();
      for (String line : Files.readAllLines(export.resolve(table + ".jsonl"))) {
        Map<String, Object> row = JSON.readValue(line, new TypeReference<>() {});
        row.remove("rejected_at");
        rows.add(row);
      }
      tables.put(table, rows);
    }
    return Tables.of(tables);
  }
}
