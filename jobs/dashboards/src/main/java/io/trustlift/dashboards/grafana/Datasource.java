package io.trustlift.dashboards.grafana;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The ClickHouse that everything asks: its plugin, its uid, and the form of a query. */
public final class Datasource {

  public static final String TYPE = "grafana-clickhouse-datasource";

  /** As it is provisioned in {@code infra/grafana/}. */
  public static final String UID = "trustlift-clickhouse";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** What the plugin is to make of the rows. */
  public enum Format {
    /** A line for each combination of the text columns. */
    TIME_SERIES,
    /** Rows as they come. */
    TABLE;

    /** As the plugin counts them. */
    public int code() {
      return ordinal();
    }
  }

  private Datasource() {}

  /** A reference to it. */
  public static ObjectNode reference() {
    return JSON.objectNode().put("type", TYPE).put("uid", UID);
  }

  /** A query in the form of the plugin's version 3, which version 4 takes over. */
  public static ObjectNode query(String sql, Format format) {
    return JSON.objectNode()
        .put("refId", "A")
        .put("queryType", "sql")
        .put("rawSql", sql)
        .put("format", format.code());
  }
}
