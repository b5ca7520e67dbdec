package io.trustlift.report.weekly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReviewTest {

  private static final Review REVIEW =
      Weeks.review(
          List.of(
              Weeks.week("DE", Metric.ORDERS, 56.0, 2267.0),
              Weeks.week("DE", Metric.INQUIRIES, 120.0, null),
              Weeks.week("DE", Metric.DELAYED_ORDERS, 20.0, 9000.0),
              Weeks.week("US", Metric.ORDERS, 140.0, 2267.0),
              Weeks.week("US", Metric.REVENUE_PER_1000_MINUTES, null, null)),
          "DE",
          "US");

  private static String page(Review review) {
    return ReviewPage.html(
        review,
        ReviewPage.charts(review).stream()
            .map(
                chart ->
                    "<svg width=\"%d\" height=\"%d\" viewBox=\"0 0 1 1\"></svg>"
                        .formatted(chart.width(), chart.height()))
            .toList());
  }

  @Test
  void exceptionsComeByMoneyAtStake() {
    assertThat(REVIEW.exceptions())
        .extracting(value -> value.market() + " " + value.metric())
        .containsExactly("DE DELAYED_ORDERS", "DE ORDERS", "US ORDERS");
  }

  @Test
  void sectionsStandInTheirOrderOnPageAndInText() {
    assertThat(page(REVIEW))
        .containsSubsequence(
            "<h2>Data<",
            "<h2>Exceptions<",
            "<h2>Orders, inquiries, revenue",
            "<h2>Refunds<",
            "<h2>Controllable inputs<",
            "<h2>Stream quality<",
            "<h2>Experiments<",
            "<h3>Claim register<",
            "<h2>Replays and delayed orders<",
            "<h2>What viewers asked");
    assertThat(ReviewText.of(REVIEW))
        .containsSubsequence(
            "DATA",
            "EXCEPTIONS",
            "ORDERS, INQUIRIES, REVENUE",
            "REFUNDS",
            "CONTROLLABLE INPUTS",
            "STREAM QUALITY",
            "EXPERIMENTS",
            "CLAIM REGISTER",
            "REPLAYS AND DELAYED ORDERS",
            "WHAT VIEWERS ASKED");
  }

  @Test
  void whatIsNotKnownIsADash() {
    assertThat(page(REVIEW))
        .contains("data-market=\"US\" data-metric=\"revenue_per_1000_minutes\"");
    assertThat(ReviewText.of(REVIEW)).containsPattern("US +– +– +–");
  }

  @Test
  void whatProducersWriteIsEscaped() {
    assertThat(page(REVIEW)).contains("&lt;b&gt;who are you&lt;/b&gt;").doesNotContain("<b>who");
  }

  @Test
  void nothingOfThePageComesFromElsewhere() {
    assertThat(page(REVIEW))
        .doesNotContain("<script", "src=", "<link", "@import", "url(http")
        .contains("aria-label=\"Orders, DE, six weeks\"");
  }
}
