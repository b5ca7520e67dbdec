package io.trustlift.dashboards.grafana;

import java.util.List;

/**
 * What codes of the views are called on a dashboard, and in which colour.
 *
 * <p>Colours say that something is in order or not, never that more of something is better: only a
 * decision that rests on a healthy experiment with enough viewers is green or red.
 */
public final class Words {

  /**
   * One code.
   *
   * @param value as the view has it
   * @param text as the dashboard shows it
   * @param color one of Grafana's names; empty for none
   */
  public record Word(String value, String text, String color) {}

  private static final String PLAIN = "";

  /** A verdict in words, without a colour. */
  public static final List<Word> VERDICT =
      List.of(
          new Word("up", "up", PLAIN),
          new Word("down", "down", PLAIN),
          new Word("no_clear_change", "no clear change", PLAIN),
          new Word("too_little_data", "too little data", PLAIN),
          new Word("reference", "compared with", PLAIN),
          new Word("unhealthy", "experiment unhealthy", PLAIN));

  /** A decision: coloured only by the view's leave, once the experiment is ready and healthy. */
  public static final List<Word> DECISION =
      List.of(
          new Word("up", "decided: up", "green"),
          new Word("down", "decided: down", "red"),
          new Word("no_clear_change", "decided: no clear change", PLAIN),
          new Word("not_ready", "not ready", PLAIN),
          new Word("unhealthy", "unhealthy: no lift counts", PLAIN));

  /** Whether an experiment was assigned as planned. */
  public static final List<Word> HEALTH =
      List.of(
          new Word("ok", "ok", PLAIN),
          new Word("sample_ratio_mismatch", "sample ratio mismatch", "red"),
          new Word("crossovers", "viewers in two arms", "orange"),
          new Word("undeclared", "never declared", "orange"),
          new Word("no_viewers", "no viewers yet", PLAIN));

  /** Whether a credential holds. */
  public static final List<Word> VALIDITY =
      List.of(
          new Word("valid", "valid", PLAIN),
          new Word("expired", "expired", "red"),
          new Word("revoked", "revoked", "red"),
          new Word("unknown", "not in the catalogue", "red"),
          new Word("not_yet_valid", "not yet valid", "orange"),
          new Word("not_valid_in_market", "not valid in a market", "orange"),
          new Word("registration_as_certificate", "a registration as a certificate", "orange"));

  /** What buyers worry about. */
  public static final List<Word> CONCERN =
      List.of(
          new Word("merchant_is_real", "is the merchant real?", PLAIN),
          new Word("product_as_shown", "is the product as shown?", PLAIN),
          new Word("after_sales_is_safe", "is after-sales safe?", PLAIN));

  /** What is to be done about a credential. */
  public static final List<Word> DUE =
      List.of(
          new Word("expired", "has expired", PLAIN),
          new Word("expires_30", "expires within 30 days", PLAIN),
          new Word("expires_60", "expires within 60 days", PLAIN),
          new Word("review_overdue", "review overdue", PLAIN));

  /** Whether markets prefer different things. */
  public static final List<Word> PREFERENCE =
      List.of(
          new Word("markets differ", "markets differ", PLAIN),
          new Word("no difference shown", "no difference shown", PLAIN),
          new Word("too_little_data", "too little data", PLAIN));

  /** What became of a claim. */
  public static final List<Word> CLAIM =
      List.of(
          new Word("less_than_claimed", "less than claimed", PLAIN),
          new Word("more_than_claimed", "more than claimed", PLAIN),
          new Word("in_line", "in line with the claim", PLAIN),
          new Word("not_shown", "no effect shown", PLAIN),
          new Word("too_little_data", "too little data", PLAIN));

  /** Yes and no. */
  public static final List<Word> YES =
      List.of(new Word("1", "yes", PLAIN), new Word("0", "no", PLAIN));

  private Words() {}
}
