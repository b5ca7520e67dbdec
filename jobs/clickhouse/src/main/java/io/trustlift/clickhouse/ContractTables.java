package io.trustlift.clickhouse;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The tables of {@code semantics.md} that two implementations of it must agree on. */
public final class ContractTables {

  /** All of them, by name. */
  public static final List<ContractTable> ALL =
      List.of(
          table(
              "displays",
              text("credential_id"),
              text("display_id"),
              text("end_reason"),
              text("experiment_id"),
              instant("hidden_at"),
              text("placement"),
              text("product_id"),
              instant("shown_at"),
              text("stream_id"),
              text("validity"),
              text("variant"),
              number("visits_reached")),
          table(
              "experiment_assignments",
              instant("assigned_at"),
              text("experiment_id"),
              text("variant"),
              text("viewer_id")),
          table(
              "experiment_triggers",
              text("experiment_id"),
              text("market"),
              text("stream_id"),
              instant("triggered_at"),
              text("variant"),
              text("viewer_id")),
          table(
              "experiments",
              text("control"),
              number("ended_at_ms"),
              text("event_id"),
              instant("event_time"),
              text("experiment_id"),
              text("name"),
              number("planned_effect"),
              text("primary_metric"),
              numbers("shares"),
              number("started_at_ms"),
              texts("variants")),
          table(
              "exposure_time",
              text("market"),
              new Column("minute", "toInt64(toUnixTimestamp(t.minute)) * 1000"),
              text("mode"),
              texts("on_screen"),
              texts("recent"),
              text("stream_id"),
              number("viewer_ms")),
          table(
              "outcomes",
              amount("amount"),
              text("attribution"),
              text("currency"),
              texts("exposed_120s"),
              texts("exposed_30s"),
              texts("exposed_60s"),
              text("kind"),
              text("market"),
              text("mode"),
              instant("occurred_at"),
              texts("on_screen"),
              text("outcome_id"),
              number("paid"),
              amount("paid_amount"),
              texts("recent"),
              amount("refunded_amount"),
              texts("seen"),
              text("status"),
              text("stream_id"),
              text("viewer_id"),
              text("visit_id")),
          table(
              "rate_monitor",
              new Column("block", "toInt64(toUnixTimestamp(t.block)) * 1000"),
              text("evidence"),
              number("expected_exposed"),
              number("exposed_inquiries"),
              text("focus_value"),
              number("inquiries"),
              number("log_e"),
              text("market"),
              number("max_log_e"),
              number("p_value"),
              number("rate_ratio")),
          table(
              "rejected_events",
              number("event_time"),
              text("payload"),
              text("reason"),
              instant("rejected_at"),
              text("topic")),
          table(
              "replies",
              instant("asked_at"),
              text("question_id"),
              instant("replied_at"),
              number("response_ms"),
              text("stream_id"),
              text("viewer_id")),
          table(
              "visits",
              number("add_to_carts"),
              instant("ended_at"),
              number("exposed_ms"),
              text("market"),
              text("mode"),
              number("product_clicks"),
              number("questions"),
              texts("seen"),
              number("shares"),
              number("stall_ms"),
              instant("started_at"),
              text("stream_id"),
              text("viewer_id"),
              text("visit_id"),
              number("watch_ms")));

  private ContractTables() {}

  private record Column(String name, String expression) {}

  private static Column text(String name) {
    return new Column(name, "t." + name);
  }

  private static Column texts(String name) {
    return new Column(name, "t." + name);
  }

  private static Column numbers(String name) {
    return new Column(name, "t." + name);
  }

  private static Column number(String name) {
    return new Column(name, "t." + name);
  }

  private static Column amount(String name) {
    return new Column(name, "toString(t." + name + ")");
  }

  private static Column instant(String name) {
    return new Column(name, "toUnixTimestamp64Milli(t." + name + ")");
  }

  private static ContractTable table(String name, Column... columns) {
    List<String> names = Arrays.stream(columns).map(Column::name).toList();
    String select =
        Arrays.stream(columns)
            .map(column -> column.expression() + " AS " + column.name())
            .collect(Collectors.joining(", "));
    String row = String.join(", ", names);
    return new ContractTable(
        name,
        names,
        "SELECT %s FROM (SELECT %s FROM trust.%s AS t) ORDER BY formatRowNoNewline('JSONEachRow', %s)"
            .formatted(row, select, name, row));
  }
}
