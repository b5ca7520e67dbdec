package io.trustlift.local.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What ClickHouse answered, in its format {@code JSONCompact}.
 *
 * @param names of the columns
 * @param types of the columns, without what does not change how Grafana sees them
 * @param rows values by column
 */
record Answer(List<String> names, List<String> types, JsonNode rows) {

  private static final Pattern WRAPPED = Pattern.compile("(?:Nullable|LowCardinality)\\((.*)\\)");

  static Answer of(JsonNode json) {
    List<String> names = new ArrayList<>();
    List<String> types = new ArrayList<>();
    for (JsonNode column : json.path("meta")) {
      names.add(column.path("name").asText());
      types.add(bare(column.path("type").asText()));
    }
    return new Answer(names, types, json.path("data"));
  }

  private static String bare(String type) {
    var wrapped = WRAPPED.matcher(type);
    return wrapped.matches() ? bare(wrapped.group(1)) : type;
  }

  boolean isTime(int column) {
    return types.get(column).startsWith("Date");
  }

  boolean isNumber(int column) {
    return types.get(column).matches("U?Int\\d+|Float\\d+|Decimal.*|Bool");
  }

  boolean isText(int column) {
    return types.get(column).matches("String|Enum.*|FixedString.*");
  }

  /** Whether any row has a value there. */
  boolean hasValues(int column) {
    for (JsonNode row : rows) {
      if (!row.get(column).isNull()) {
        return true;
      }
    }
    return false;
  }
}
