package io.trustlift.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.model.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of what Google Analytics exported and Shopify sent, through everything. */
class FormatIT {

  private static final long START = 1_772_366_400_000L;

  @TempDir private Path folder;

  @Test
  void analyticsAndWebhooksAreRowsOfTheContract() throws IOException {
    Path input = Files.createDirectory(folder.resolve("input"));
    for (Topic topic : Topic.values()) {
      Files.createFile(input.resolve(topic.fileName()));
    }
    String question = ga4("live_question", 60, "");
    String purchase =
        ga4(
            "purchase",
            80,
            ",\"ecommerce\":{\"transaction_id\":\"T-1\",\"purchase_revenue\":39.9}");
    Files.write(
        input.resolve(Topic.VIEWER_EVENTS.fileName()),
        List.of(
            ga4("page_view", 0, ""),
            question,
            question,
            ga4("add_to_cart", 70, ""),
            purchase,
            ga4("begin_checkout", 75, ""),
            ga4("video_complete", 90, "")));
    Files.write(input.resolve(Topic.ORDERS.fileName()), List.of(shopify("paid"), shopify("lost")));

    CommandLine run =
        CommandLine.run(
            "run",
            "--format",
            "ga4,shopify",
            "--input",
            input,
            "--output",
            folder.resolve("output"),
            "--data",
            folder);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("9 read = 6 used + 1 duplicate + 0 bot + 2 rejected {invalid=2}");

    assertThat(
            rows(
                "SELECT kind, stream_id, viewer_id, market, status, amount, currency, attribution FROM outcomes ORDER BY occurred_at, kind, outcome_id"))
        .containsExactly(
            "inquiry\ts-1\tu-9\tDE\t\t0\t\tin_visit",
            "order\ts-1\tu-9\tDE\tpaid\t39.9\tEUR\tin_visit",
            "order\ts-1\tu-9\tDE\tpaid\t12.5\tEUR\tin_visit");
    assertThat(
            rows(
                "SELECT topic, disposition, toInt64(sum(events)) FROM event_counts GROUP BY ALL ORDER BY ALL"))
        .as("each topic's own account adds up")
        .containsExactly(
            "live.orders\tread\t2",
            "live.orders\trejected\t1",
            "live.orders\tused\t1",
            "live.viewer-events\tduplicate\t1",
            "live.viewer-events\tread\t7",
            "live.viewer-events\trejected\t1",
            "live.viewer-events\tused\t5");
    assertThat(rows("SELECT topic, reason, detail FROM rejected_events ORDER BY topic"))
        .containsExactly(
            "live.orders\tinvalid\tshopify: event «order with financial_status lost» is not mapped",
            "live.viewer-events\tinvalid\tga4: event «begin_checkout» is not mapped");
  }

  @Test
  void aFormatThatIsNotThereIsAnsweredWithThoseThatAre() {
    CommandLine run =
        CommandLine.run("run", "--format", "ga5", "--input", folder, "--output", folder);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("'ga5' is not one of trustlift, ga4, segment, snowplow, shopify, tiktok-shop");
  }

  private List<String> rows(String sql) {
    return CommandLine.run("sql", sql, "--format", "TSV", "--data", folder).out().lines().toList();
  }

  private static String ga4(String name, int second, String more) {
    return "{\"event_name\":\"%s\",\"event_timestamp\":\"%d000\",\"user_id\":\"u-9\",\"geo\":{\"country\":\"Germany\"},\"event_params\":[{\"key\":\"page_location\",\"value\":{\"string_value\":\"https://shop.example/live/s-1\"}},{\"key\":\"currency\",\"value\":{\"string_value\":\"EUR\"}}]%s}"
        .formatted(name, START + second * 1000L, more);
  }

  private static String shopify(String financialStatus) {
    return "{\"id\":4711,\"financial_status\":\"%s\",\"created_at\":\"2026-03-01T12:01:25Z\",\"updated_at\":\"2026-03-01T12:01:25Z\",\"total_price\":\"12.50\",\"currency\":\"EUR\",\"note_attributes\":[{\"name\":\"viewer_id\",\"value\":\"u-9\"},{\"name\":\"stream_id\",\"value\":\"s-1\"}],\"billing_address\":{\"country_code\":\"DE\"}}"
        .formatted(financialStatus);
  }
}
