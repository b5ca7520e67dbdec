package io.trustlift.local.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.clickhouse.ContractTable;
import io.trustlift.clickhouse.ContractTables;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What the views say of a few rows that can be added up by hand. */
class ViewsIT {

  @RegisterExtension static final EmbeddedClickHouse CLICKHOUSE = new EmbeddedClickHouse();

  private static final long T = 1_769_950_429_647L;

  @BeforeAll
  static void insertRows() throws SQLException {
    CLICKHOUSE.execute(
        "INSERT INTO trust.credentials_versions (credential_id, event_id, event_time, type, kind, title) VALUES"
            + " ('ce', 'e1', "
            + T
            + ", 'social_proof', 'ce', 'wrong at first'),"
            + " ('ce', 'e2', "
            + (T + 1)
            + ", 'authority', 'ce', 'CE mark'),"
            + " ('fcc', 'e1', "
            + T
            + ", 'authority', 'fcc', 'FCC'),"
            + " ('tour', 'e1', "
            + T
            + ", 'live_demonstration', 'factory_tour', 'Tour')",
        "INSERT INTO trust.exposure_time_versions (minute, stream_id, mode, market, on_screen, recent, viewer_ms) VALUES"
            + " (1769950380, 's', 'live', 'DE', ['ce'], ['fcc'], 60000),"
            + " (1769950380, 's', 'live', 'DE', ['ce'], ['fcc'], 120000),"
            + " (1769950440, 's', 'replay', 'DE', [], ['ce'], 120000),"
            + " (1769950440, 's', 'live', 'DE', ['tour'], [], 360000),"
            + " (1769950440, 's', 'live', 'DE', ['nobody knows'], [], 600000),"
            + " (1769950440, 's', 'live', 'US', [], [], 60000)",
        "INSERT INTO trust.outcomes_versions (outcome_id, kind, occurred_at, viewer_id, market, on_screen, recent, attribution, status, amount, version) VALUES"
            + " ('i1', 'inquiry', "
            + T
            + ", 'v', 'DE', ['ce'], [], 'in_visit', '', 0, 1),"
            + " ('i2', 'inquiry', "
            + T
            + ", 'v', 'DE', [], [], 'in_visit', '', 0, 1),"
            + " ('i3', 'inquiry', "
            + T
            + ", 'v', 'DE', [], [], 'in_visit', '', 0, 1),"
            + " ('i4', 'inquiry', "
            + T
            + ", 'v', 'DE', ['tour'], [], 'in_visit', '', 0, 1),"
            + " ('o1', 'order', "
            + T
            + ", 'v', 'DE', ['ce'], ['fcc'], 'in_visit', 'paid', 12.5, 1),"
            + " ('o2', 'order', "
            + T
            + ", 'v', 'DE', ['ce'], [], 'in_visit', 'placed', 1, 1),"
            + " ('o2', 'order', "
            + T
            + ", 'v', 'DE', ['ce'], [], 'in_visit', 'cancelled', 1, 2),"
            + " ('o3', 'order', "
            + T
            + ", 'v', 'DE', [], [], 'post_visit', 'paid', 1, 1),"
            + " ('o4', 'order', "
            + T
            + ", 'v', 'DE', [], [], 'in_visit', 'refunded', 99999999999999.9999, 1)");
  }

  @Test
  void credentialTypeIsThatOfTheLatestEntry() {
    assertThat(CLICKHOUSE.json("SELECT * FROM trust.credential_types WHERE credential_id = 'ce'"))
        .containsExactly(
            "{\"credential_id\":\"ce\",\"type\":\"authority\",\"kind\":\"ce\",\"title\":\"CE mark\"}");
  }

  @Test
  void crudeRatesAreSumsDivided() {
    assertThat(
            CLICKHOUSE.json(
                "SELECT * FROM trust.crude_rates WHERE market = 'DE' AND type = 'authority'"))
        .containsExactly(
            "{\"market\":\"DE\",\"type\":\"authority\",\"exposed_minutes\":4,\"baseline_minutes\":16,"
                + "\"exposed_inquiries\":1,\"baseline_inquiries\":3,\"exposed_orders\":2,\"baseline_orders\":1,"
                + "\"exposed_inquiry_rate\":250,\"baseline_inquiry_rate\":187.5,\"inquiry_rate_ratio\":1.3333333333333333,"
                + "\"exposed_order_rate\":500,\"baseline_order_rate\":62.5,\"order_rate_ratio\":8}");
  }

  @Test
  void crudeRatesWithoutViewerTimeAreNull() {
    assertThat(
            CLICKHOUSE.json(
                "SELECT type, exposed_minutes, exposed_order_rate, baseline_order_rate, order_rate_ratio"
                    + " FROM trust.crude_rates WHERE market = 'US' AND type = 'interaction'"))
        .containsExactly(
            "{\"type\":\"interaction\",\"exposed_minutes\":0,\"exposed_order_rate\":null,\"baseline_order_rate\":0,\"order_rate_ratio\":null}");
    assertThat(CLICKHOUSE.json("SELECT * FROM trust.crude_rates")).hasSize(2 * 4);
  }

  @ParameterizedTest
  @FieldSource("io.trustlift.clickhouse.ContractTables#ALL")
  void contractTablesExportTheirColumns(ContractTable table) throws SQLException {
    assertThat(CLICKHOUSE.column("DESCRIBE (" + table.exportSql() + ")"))
        .containsExactlyElementsOf(table.columns());
    assertThat(
            CLICKHOUSE.column(
                "SELECT name FROM system.columns WHERE database = 'trust' AND table = '"
                    + table.name()
                    + "'"))
        .containsAll(table.columns());
  }

  @Test
  void exportedRowsAreInExportFormAndSorted() {
    assertThat(CLICKHOUSE.json(export("outcomes")))
        .isSorted()
        .hasSize(8)
        .contains(
            "{\"amount\":\"99999999999999.9999\",\"attribution\":\"in_visit\",\"currency\":\"\",\"exposed_120s\":[],\"exposed_30s\":[],"
                + "\"exposed_60s\":[],\"kind\":\"order\",\"market\":\"DE\",\"mode\":\"\",\"occurred_at\":1769950429647,"
                + "\"on_screen\":[],\"outcome_id\":\"o4\",\"paid\":0,\"paid_amount\":\"0\",\"recent\":[],\"refunded_amount\":\"0\","
                + "\"seen\":[],\"status\":\"refunded\",\"stream_id\":\"\",\"viewer_id\":\"v\",\"visit_id\":\"\"}")
        .anyMatch(row -> row.startsWith("{\"amount\":\"12.5\""))
        .anyMatch(row -> row.startsWith("{\"amount\":\"0\""));
    assertThat(CLICKHOUSE.json(export("exposure_time")))
        .isSorted()
        .contains(
            "{\"market\":\"DE\",\"minute\":1769950380000,\"mode\":\"live\",\"on_screen\":[\"ce\"],\"recent\":[\"fcc\"],"
                + "\"stream_id\":\"s\",\"viewer_ms\":120000}");
  }

  private static String export(String name) {
    List<ContractTable> found =
        ContractTables.ALL.stream()
            .filter(table -> table.name().equals(name))
            .collect(Collectors.toList());
    return found.get(0).exportSql();
  }
}
