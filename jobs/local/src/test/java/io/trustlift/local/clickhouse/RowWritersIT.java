package io.trustlift.local.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trustlift.clickhouse.RowInsert;
import io.trustlift.clickhouse.RowWriter;
import io.trustlift.clickhouse.RowWriters;
import io.trustlift.model.row.AssignmentRow;
import io.trustlift.model.row.CredentialRow;
import io.trustlift.model.row.DisplayRow;
import io.trustlift.model.row.EventCountRow;
import io.trustlift.model.row.ExperimentRow;
import io.trustlift.model.row.ExposureTimeRow;
import io.trustlift.model.row.OutcomeRow;
import io.trustlift.model.row.RateMonitorRow;
import io.trustlift.model.row.RejectedRow;
import io.trustlift.model.row.ReplyRow;
import io.trustlift.model.row.ScheduleRow;
import io.trustlift.model.row.ShowRow;
import io.trustlift.model.row.TriggerRow;
import io.trustlift.model.row.VisitRow;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every row type goes in and comes out of its view exactly, with the newest version in place of the
 * others.
 */
class RowWritersIT {

  @RegisterExtension static final EmbeddedClickHouse CLICKHOUSE = new EmbeddedClickHouse();

  private static final long T = 1_769_950_429_647L;

  /** Everything that quoting can get wrong. */
  private static final String NASTY =
      "a'b\\c\"d`e\n\tf;--/*?*/ {x:String} $$ \u0000 \uD83D\uDE00 \\N";

  private TimeZone zoneOfTheJvm;

  /** A zone that is not UTC and has daylight saving: bound times must not care. */
  @BeforeEach
  void setForeignZone() {
    zoneOfTheJvm = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));
  }

  @AfterEach
  void restoreZone() {
    TimeZone.setDefault(zoneOfTheJvm);
  }

  @Test
  void exposureTimeKeepsTheGreatestTotal() throws SQLException {
    long minute = 1_769_950_380_000L;
    write(
        RowWriters.EXPOSURE_TIME,
        new ExposureTimeRow(minute, "s1", "live", "DE", List.of("c1", "c2"), List.of(), 30_000),
        new ExposureTimeRow(minute, "s1", "live", "DE", List.of("c1", "c2"), List.of(), 45_001),
        new ExposureTimeRow(minute, "s1", "live", "DE", List.of("c1"), List.of("c2"), 7));
    write(
        RowWriters.EXPOSURE_TIME,
        new ExposureTimeRow(minute, "s1", "live", "DE", List.of("c1", "c2"), List.of(), 44_000));

    assertThat(
            CLICKHOUSE.json(
                "SELECT toUnixTimestamp(minute) AS m, stream_id, mode, market, on_screen, recent, viewer_ms"
                    + " FROM trust.exposure_time ORDER BY viewer_ms"))
        .containsExactly(
            "{\"m\":1769950380,\"stream_id\":\"s1\",\"mode\":\"live\",\"market\":\"DE\",\"on_screen\":[\"c1\"],\"recent\":[\"c2\"],\"viewer_ms\":7}",
            "{\"m\":1769950380,\"stream_id\":\"s1\",\"mode\":\"live\",\"market\":\"DE\",\"on_screen\":[\"c1\",\"c2\"],\"recent\":[],\"viewer_ms\":45001}");
  }

  @Test
  void visitGrows() throws SQLException {
    write(RowWriters.VISITS, visit(T + 10_000, 2), visit(T + 123_456, 9));
    write(RowWriters.VISITS, visit(T + 20_000, 5));

    assertThat(
            CLICKHOUSE.json(
                "SELECT visit_id, toUnixTimestamp64Milli(started_at) AS s, toUnixTimestamp64Milli(ended_at) AS e, watch_ms,"
                    + " exposed_ms, seen, questions, product_clicks, add_to_carts, shares, stall_ms FROM trust.visits"))
        .containsExactly(
            "{\"visit_id\":\"v|s|live|1769950429647\",\"s\":1769950429647,\"e\":1769950553103,\"watch_ms\":123456,"
                + "\"exposed_ms\":11,\"seen\":[\"c'1\",\"c\\\\2\"],\"questions\":1,\"product_clicks\":2,\"add_to_carts\":3,"
                + "\"shares\":4,\"stall_ms\":9876543210}");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 999, 1_000, 1_234_567, T, 4_102_444_800_000L, 10_413_791_999_999L})
  void timesAreExactToTheMillisecond(long millis) throws SQLException {
    write(
        RowWriters.REPLIES,
        new ReplyRow("exact" + millis, "s", "times", millis, millis + 86_400_000L % 1_000));

    assertThat(
            CLICKHOUSE.column(
                "SELECT toUnixTimestamp64Milli(asked_at) FROM trust.replies WHERE question_id = 'exact"
                    + millis
                    + "'"))
        .containsExactly(Long.toString(millis));
  }

  @Test
  void outcomeIsThatOfMostEvents() throws SQLException {
    write(RowWriters.OUTCOMES, outcome("paid", true, "99999999999999.9999", 2));
    write(RowWriters.OUTCOMES, outcome("placed", false, "12.5", 1));

    assertThat(
            CLICKHOUSE.json(
                "SELECT outcome_id, kind, toUnixTimestamp64Milli(occurred_at) AS t, viewer_id, on_screen, recent, seen, exposed_30s,"
                    + " exposed_60s, exposed_120s, status, paid, toString(amount) AS amount, toString(paid_amount) AS p,"
                    + " toString(refunded_amount) AS r, currency FROM trust.outcomes"))
        .containsExactly(
            "{\"outcome_id\":\"o1\",\"kind\":\"order\",\"t\":1769950429647,\"viewer_id\":\"v\",\"on_screen\":[\"a\"],\"recent\":[],"
                + "\"seen\":[\"a\",\"b\"],\"exposed_30s\":[\"b\"],\"exposed_60s\":[],\"exposed_120s\":[\"a\"],\"status\":\"paid\","
                + "\"paid\":1,\"amount\":\"99999999999999.9999\",\"p\":\"99999999999999.9998\",\"r\":\"0.0001\","
                + "\"currency\":\"EUR\"}");
  }

  @Test
  void earliestReplyWins() throws SQLException {
    write(RowWriters.REPLIES, new ReplyRow("q1", "s", "v", T, T + 5_000));
    write(RowWriters.REPLIES, new ReplyRow("q1", "s", "v", T, T + 1_500));
    write(RowWriters.REPLIES, new ReplyRow("q1", "s", "v", T, T + 9_000));

    assertThat(CLICKHOUSE.column("SELECT response_ms FROM trust.replies WHERE question_id = 'q1'"))
        .containsExactly("1500");
  }

  @Test
  void displayOfTheGreaterVersionWins() throws SQLException {
    write(RowWriters.DISPLAYS, display("", 0, 1), display("hide", 3, 7), display("", 2, 4));

    assertThat(
            CLICKHOUSE.json(
                "SELECT display_id, end_reason, visits_reached, validity, toUnixTimestamp64Milli(hidden_at) AS h"
                    + " FROM trust.displays"))
        .containsExactly(
            "{\"display_id\":\"d\",\"end_reason\":\"hide\",\"visits_reached\":3,\"validity\":\"valid\",\"h\":1769964829647}");
  }

  @Test
  void earliestTriggerWins() throws SQLException {
    write(RowWriters.EXPERIMENT_TRIGGERS, new TriggerRow("x", "v", "a", "DE", "s2", T + 1));
    write(RowWriters.EXPERIMENT_TRIGGERS, new TriggerRow("x", "v", "a", "DE", "s1", T));
    write(RowWriters.EXPERIMENT_TRIGGERS, new TriggerRow("x", "v", "a", "DE", "s3", T + 2));

    assertThat(
            CLICKHOUSE.json(
                "SELECT stream_id, toUnixTimestamp64Milli(triggered_at) AS t FROM trust.experiment_triggers"))
        .containsExactly("{\"stream_id\":\"s1\",\"t\":1769950429647}");
  }

  @Test
  void earliestAssignmentOfEachArmWins() throws SQLException {
    write(RowWriters.EXPERIMENT_ASSIGNMENTS, new AssignmentRow("x", "v", "a", T + 1));
    write(RowWriters.EXPERIMENT_ASSIGNMENTS, new AssignmentRow("x", "v", "a", T));
    write(
        RowWriters.EXPERIMENT_ASSIGNMENTS,
        new AssignmentRow("x", "v", "a", T + 2),
        new AssignmentRow("x", "v", "b", T + 3));

    assertThat(
            CLICKHOUSE.json(
                "SELECT variant, toUnixTimestamp64Milli(assigned_at) AS t FROM trust.experiment_assignments ORDER BY variant"))
        .containsExactly(
            "{\"variant\":\"a\",\"t\":1769950429647}", "{\"variant\":\"b\",\"t\":1769950429650}");
  }

  @Test
  void rejectedEventArrivesByteForByte() throws SQLException {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    List<byte[]> payloads =
        List.of(
            all,
            new byte[] {(byte) 0xff, (byte) 0xc0, (byte) 0x80, 0, '\'', '\\', '\n'},
            NASTY.getBytes(StandardCharsets.UTF_8),
            "{\"a\": \"\\u00e9 \\n ?\"}".getBytes(StandardCharsets.UTF_8),
            new byte[0]);
    for (int i = 0; i < payloads.size(); i++) {
      byte[] payload = payloads.get(i);
      write(
          RowWriters.REJECTED_EVENTS,
          new RejectedRow("live.orders", 3, i, "malformed", NASTY, payload, payload, null, T));
    }

    assertThat(
            CLICKHOUSE.column(
                "SELECT hex(payload) FROM trust.rejected_events WHERE partition = 3 ORDER BY offset"))
        .containsExactlyElementsOf(
            payloads.stream().map(HexFormat.of().withUpperCase()::formatHex).toList());
    assertThat(
            CLICKHOUSE.column(
                "SELECT hex(key) FROM trust.rejected_events WHERE partition = 3 ORDER BY offset"))
        .containsExactlyElementsOf(
            payloads.stream().map(HexFormat.of().withUpperCase()::formatHex).toList());
    assertThat(
            CLICKHOUSE.column(
                "SELECT DISTINCT hex(detail) FROM trust.rejected_events WHERE partition = 3"))
        .containsExactly(
            HexFormat.of().withUpperCase().formatHex(NASTY.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void rejectedEventIsOneHoweverOftenItIsWritten() throws SQLException {
    RejectedRow row =
        new RejectedRow(
            "t",
            0,
            1L << 40,
            "future",
            "event_time",
            new byte[] {'x'},
            new byte[0],
            253_402_300_799_999L,
            T);
    write(RowWriters.REJECTED_EVENTS, row, row);
    write(RowWriters.REJECTED_EVENTS, row);

    assertThat(
            CLICKHOUSE.json(
                "SELECT topic, partition, offset, reason, event_time, toUnixTimestamp64Milli(rejected_at) AS r"
                    + " FROM trust.rejected_events WHERE topic = 't'"))
        .containsExactly(
            "{\"topic\":\"t\",\"partition\":0,\"offset\":1099511627776,\"reason\":\"future\",\"event_time\":253402300799999,"
                + "\"r\":1769950429647}");
  }

  @Test
  void credentialsKeepEveryEntry() throws SQLException {
    write(
        RowWriters.CREDENTIALS,
        credential("e1", T, "old", null, 253_402_300_799_999L, true),
        credential("e3", T + 5, NASTY, 0L, null, null),
        credential("e2", T + 5, "older by its id", 0L, null, false));
    write(RowWriters.CREDENTIALS, credential("e1", T, "old", null, 253_402_300_799_999L, true));

    assertThat(
            CLICKHOUSE.json(
                "SELECT event_id, valid_from_ms, valid_until_ms, valid_until, verified, incentivised, valid_markets, product_ids"
                    + " FROM trust.credentials ORDER BY event_time, event_id"))
        .containsExactly(
            "{\"event_id\":\"e1\",\"valid_from_ms\":null,\"valid_until_ms\":253402300799999,"
                + "\"valid_until\":\"2299-12-31 23:59:59.999\",\"verified\":true,\"incentivised\":null,"
                + "\"valid_markets\":[\"EU\"],\"product_ids\":[]}",
            "{\"event_id\":\"e2\",\"valid_from_ms\":0,\"valid_until_ms\":null,\"valid_until\":null,\"verified\":false,"
                + "\"incentivised\":null,\"valid_markets\":[\"EU\"],\"product_ids\":[]}",
            "{\"event_id\":\"e3\",\"valid_from_ms\":0,\"valid_until_ms\":null,\"valid_until\":null,\"verified\":null,"
                + "\"incentivised\":null,\"valid_markets\":[\"EU\"],\"product_ids\":[]}");
    assertThat(
            CLICKHOUSE.column("SELECT title FROM trust.credential_types WHERE credential_id = 'c'"))
        .containsExactly(NASTY);
  }

  @Test
  void aPlanIsItsLatestEntry() throws SQLException {
    write(
        RowWriters.SCHEDULE,
        new ScheduleRow("s", "e1", T, T + 1, "Tuesdays", "planned"),
        new ScheduleRow("s", "e3", T + 5, 253_402_300_799_999L, NASTY, "cancelled"),
        new ScheduleRow("s", "e2", T + 5, T + 3, "older by its id", "planned"));
    assertThat(CLICKHOUSE.column("SELECT concat(event_id, ' ', status) FROM trust.schedule"))
        .containsExactly("e3 cancelled");
    assertThat(CLICKHOUSE.column("SELECT series FROM trust.schedule")).containsExactly(NASTY);
  }

  @Test
  void anExperimentIsItsLatestEntry() throws SQLException {
    write(
        RowWriters.EXPERIMENTS,
        experiment("x", "e1", T, "old", 0.1 + 0.2, 253_402_300_799_999L),
        experiment("x", "e3", T + 5, NASTY, 1.0 / 3, null),
        experiment("x", "e2", T + 5, "older by its id", null, T));
    write(
        RowWriters.EXPERIMENTS,
        experiment("x", "e1", T, "old", 0.1 + 0.2, 253_402_300_799_999L),
        experiment("y", "e1", T, "never ends", null, 253_402_300_799_999L));

    assertThat(
            CLICKHOUSE.json(
                "SELECT experiment_id, event_id, variants, shares[1] = 1 / 3 AS exact, planned_effect = 1 / 3 AS third,"
                    + " toUnixTimestamp64Milli(started_at) AS s, ended_at, ended_at_ms FROM trust.experiments"
                    + " ORDER BY experiment_id"))
        .containsExactly(
            "{\"experiment_id\":\"x\",\"event_id\":\"e3\",\"variants\":[\"a'b\",\"c\"],\"exact\":1,\"third\":1,"
                + "\"s\":1769950429647,\"ended_at\":null,\"ended_at_ms\":null}",
            "{\"experiment_id\":\"y\",\"event_id\":\"e1\",\"variants\":[\"a'b\",\"c\"],\"exact\":1,\"third\":null,"
                + "\"s\":1769950429647,\"ended_at\":\"2299-12-31 23:59:59.999\",\"ended_at_ms\":253402300799999}");
    assertThat(CLICKHOUSE.column("SELECT name FROM trust.experiments WHERE experiment_id = 'x'"))
        .containsExactly(NASTY);
  }

  @Test
  void aMonitorHasARowForEachBlock() throws SQLException {
    long block = 1_769_950_200_000L;
    RateMonitorRow first =
        new RateMonitorRow("authority", "DE", block, 3, 2, 1.0 / 3, -0.1, 0, 1, null);
    RateMonitorRow second =
        new RateMonitorRow("authority", "DE", block + 300_000, 9, 5, 2.5, 0.7, 0.7, 0.5, 1e-300);
    write(RowWriters.RATE_MONITOR, first, second);
    write(RowWriters.RATE_MONITOR, first);

    assertThat(
            CLICKHOUSE.json(
                "SELECT toUnixTimestamp(block) AS b, inquiries, exposed_inquiries, expected_exposed = 1 / 3 AS third, log_e,"
                    + " max_log_e, p_value, rate_ratio, evidence FROM trust.rate_monitor ORDER BY block"))
        .containsExactly(
            "{\"b\":1769950200,\"inquiries\":3,\"exposed_inquiries\":2,\"third\":1,\"log_e\":-0.1,\"max_log_e\":0,"
                + "\"p_value\":1,\"rate_ratio\":null,\"evidence\":\"observational\"}",
            "{\"b\":1769950500,\"inquiries\":9,\"exposed_inquiries\":5,\"third\":0,\"log_e\":0.7,\"max_log_e\":0.7,"
                + "\"p_value\":0.5,\"rate_ratio\":1e-300,\"evidence\":\"observational\"}");
  }

  @Test
  void eventCountsGrow() throws SQLException {
    write(
        RowWriters.EVENT_COUNTS, new EventCountRow("t", 1_769_950_380_000L, "rejected", "late", 5));
    write(
        RowWriters.EVENT_COUNTS, new EventCountRow("t", 1_769_950_380_000L, "rejected", "late", 3));
    write(RowWriters.EVENT_COUNTS, new EventCountRow("t", 1_769_950_380_000L, "read", "", 8));

    assertThat(
            CLICKHOUSE.json(
                "SELECT toUnixTimestamp(minute) AS m, disposition, reason, events FROM trust.event_counts ORDER BY events"))
        .containsExactly(
            "{\"m\":1769950380,\"disposition\":\"rejected\",\"reason\":\"late\",\"events\":5}",
            "{\"m\":1769950380,\"disposition\":\"read\",\"reason\":\"\",\"events\":8}");
  }

  @Test
  void aBatchMaySpanManyMonths() throws SQLException {
    ReplyRow[] rows = new ReplyRow[200];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new ReplyRow("m" + i, "s", "many months", i * 2_678_400_000L, i * 2_678_400_000L);
    }
    write(RowWriters.REPLIES, rows);

    assertThat(
            CLICKHOUSE.column("SELECT count() FROM trust.replies WHERE viewer_id = 'many months'"))
        .containsExactly("200");
  }

  static Stream<RowWriter<?>> writers() {
    return Stream.of(
        RowWriters.EXPOSURE_TIME,
        RowWriters.VISITS,
        RowWriters.OUTCOMES,
        RowWriters.REPLIES,
        RowWriters.DISPLAYS,
        RowWriters.SHOWS,
        RowWriters.EXPERIMENT_ASSIGNMENTS,
        RowWriters.EXPERIMENT_TRIGGERS,
        RowWriters.REJECTED_EVENTS,
        RowWriters.CREDENTIALS,
        RowWriters.EXPERIMENTS,
        RowWriters.ERASURES,
        RowWriters.SCHEDULE,
        RowWriters.RATE_MONITOR,
        RowWriters.QUALITY,
        RowWriters.EVENT_COUNTS);
  }

  /** What a batch takes for versions of one row is what the table takes for it. */
  @ParameterizedTest
  @MethodSource("writers")
  void versionsOfARowAreThoseOfTheTable(RowWriter<?> writer) throws SQLException {
    String where = " WHERE database = 'trust' AND table = '" + writer.table() + "'";
    assertThat(writer.keyColumns())
        .containsAll(
            CLICKHOUSE.column(
                "SELECT name FROM system.columns" + where + " AND is_in_sorting_key"));
    assertThat(
            CLICKHOUSE.column(
                "SELECT extract(engine_full, 'ReplacingMergeTree\\\\(([a-z_]*)\\\\)') FROM system.tables WHERE database = 'trust'"
                    + " AND name = '"
                    + writer.table()
                    + "'"))
        .containsExactly(writer.versionColumn());
    assertThat(writer.columns())
        .containsAll(
            CLICKHOUSE.column(
                "SELECT name FROM system.columns" + where + " AND default_kind = ''"));
  }

  @Test
  void aColumnThatIsMissingIsNamed() throws SQLException {
    try (Connection connection = CLICKHOUSE.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("ALTER TABLE trust.shows_versions RENAME COLUMN variant TO arm");
      assertThatThrownBy(() -> RowInsert.prepare(connection, RowWriters.SHOWS))
          .isInstanceOf(SQLException.class)
          .hasMessage("trust.shows_versions has no column variant: apply the migrations");
      statement.execute("ALTER TABLE trust.shows_versions RENAME COLUMN arm TO variant");
    }
  }

  @Test
  void rowsThatAreRefusedAreNamed() throws SQLException {
    try (Connection connection = CLICKHOUSE.connect();
        Statement statement = connection.createStatement()) {
      RowInsert<ShowRow> insert = RowInsert.prepare(connection, RowWriters.SHOWS);
      statement.execute("RENAME TABLE trust.shows_versions TO trust.shows_elsewhere");
      assertThatThrownBy(() -> insert.send(List.of(new ShowRow("d", "s", "c", "", "", "", T))))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("Rows of trust.shows_versions cannot be written: ")
          .hasMessageContaining("shows_versions");
      statement.execute("RENAME TABLE trust.shows_elsewhere TO trust.shows_versions");
    }
  }

  @Test
  void nastyTextReadsBackThroughJdbc() throws SQLException {
    write(RowWriters.REPLIES, new ReplyRow(NASTY, "nasty", NASTY, T, T));

    try (Connection connection = CLICKHOUSE.connect();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT question_id, asked_at FROM trust.replies WHERE stream_id = ? AND viewer_id = ?")) {
      select.setString(1, "nasty");
      select.setString(2, NASTY);
      try (ResultSet rows = select.executeQuery()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo(NASTY);
        assertThat(rows.getObject(2, java.time.ZonedDateTime.class).toInstant().toEpochMilli())
            .isEqualTo(T);
        assertThat(rows.next()).isFalse();
      }
    }
  }

  @SafeVarargs
  private static <R> void write(RowWriter<R> writer, R... rows) throws SQLException {
    try (Connection connection = CLICKHOUSE.connect()) {
      RowInsert.prepare(connection, writer).send(List.of(rows));
    }
  }

  private static VisitRow visit(long endedAt, long version) {
    return new VisitRow(
        "v|s|live|" + T,
        "v",
        "s",
        "live",
        "DE",
        T,
        endedAt,
        11,
        List.of("c'1", "c\\2"),
        1,
        2,
        3,
        4,
        9_876_543_210L,
        version);
  }

  private static OutcomeRow outcome(String status, boolean paid, String amount, long version) {
    return new OutcomeRow(
        "o1",
        "order",
        T,
        "v",
        "DE",
        "s",
        "v|s|live|1",
        "live",
        List.of("a"),
        List.of(),
        List.of("a", "b"),
        List.of("b"),
        List.of(),
        List.of("a"),
        "in_visit",
        status,
        paid,
        new BigDecimal(amount),
        new BigDecimal("99999999999999.9998"),
        new BigDecimal("0.0001"),
        "EUR",
        "returns",
        "",
        version,
        version > 1);
  }

  private static ExperimentRow experiment(
      String id, String eventId, long eventTime, String name, Double effect, Long endedAt) {
    return new ExperimentRow(
        id,
        eventId,
        eventTime,
        name,
        "c",
        List.of("a'b", "c"),
        List.of(1.0 / 3, 2.0 / 3),
        "order_rate",
        effect,
        T,
        endedAt);
  }

  private static DisplayRow display(String endReason, int reached, long version) {
    return new DisplayRow(
        "d",
        "s",
        "c",
        "backdrop",
        "",
        "",
        "",
        T,
        T + 14_400_000,
        endReason,
        reached,
        "valid",
        version);
  }

  private static CredentialRow credential(
      String eventId, long eventTime, String title, Long from, Long until, Boolean verified) {
    return new CredentialRow(
        "c",
        eventId,
        eventTime,
        "authority",
        "ce",
        title,
        "active",
        "",
        "",
        "",
        "",
        "",
        from,
        until,
        null,
        verified,
        null,
        List.of("EU"),
        List.of());
  }
}
