package io.trustlift.dashboards.board;

import io.trustlift.dashboards.grafana.Column;
import io.trustlift.dashboards.grafana.Dashboard;
import io.trustlift.dashboards.grafana.Link;
import io.trustlift.dashboards.grafana.Panel;
import io.trustlift.dashboards.grafana.Variable;
import io.trustlift.dashboards.grafana.Words;

/** Is our evidence in order? */
public final class LibraryBoard {

  private LibraryBoard() {}

  public static Dashboard dashboard() {
    return Dashboard.named("library", "Credential library", "Is our evidence in order?")
        .with(
            Variable.query(
                    "section",
                    "section",
                    """
                    SELECT DISTINCT section
                    FROM trust.library_coverage(at = $__toTime)
                    ORDER BY section
                    """)
                .orSeveral())
        .with(
            Link.to("Overview", Dashboard.uid("trust-overview")),
            Link.to("Credential", Dashboard.uid("credential")))
        .with(
            coverage(),
            concerns(),
            kinds(),
            due(),
            expiring(),
            overdue(),
            neverShown(),
            workhorses(),
            misuses());
  }

  private static Panel coverage() {
    return Panel.of(
            Panel.Kind.GRID,
            "Valid credentials: market by section",
            "Credentials that are valid at the end of the range and mean something in the market. A count."
                + Evidence.COUNTED,
            """
            SELECT market, section, credentials
            FROM trust.library_coverage(at = $__toTime)
            WHERE section IN (${section:sqlstring})
            ORDER BY market, section
            """,
            Columns.MARKET,
            Column.text("section", "section"),
            Column.count("credentials", "credentials"))
        .half();
  }

  private static Panel concerns() {
    return Panel.table(
            "What buyers worry about, and what we have to say",
            "Valid credentials that answer each of the three concerns of buyers in each market, and how many kinds they are of. A count."
                + Evidence.COUNTED,
            """
            SELECT market, concern, credentials, kinds, covered
            FROM trust.library_concerns(at = $__toTime)
            ORDER BY covered, credentials, market
            """,
            Columns.MARKET_LINKED_ALONE,
            Column.text("concern", "concern").withWords(Words.CONCERN),
            Column.count("credentials", "credentials"),
            Column.count("kinds", "kinds"),
            Column.count("covered", "covered").withWords(Words.YES))
        .half();
  }

  private static Panel due() {
    return Panel.table(
            "To do, by owner",
            "Renew what expires within 30 or 60 days, take what has expired off the air, do the monthly review that is overdue."
                + Evidence.COUNTED,
            """
            SELECT owner, due, credential_id, title, section, due_at, days_left
            FROM trust.library_due(at = $__toTime)
            WHERE section IN (${section:sqlstring})
            ORDER BY owner, days_left
            """,
            Column.text("owner", "owner"),
            Column.text("due", "due").withWords(Words.DUE),
            Columns.CREDENTIAL_LINKED,
            Column.text("title", "title"),
            Column.text("section", "section"),
            Column.instant("due_at", "due"),
            Column.days("days_left", "days left"))
        .half();
  }

  private static Panel kinds() {
    return Panel.table(
            "Coverage, and what is about to expire",
            "Valid credentials of each market and section, how many kinds they are of, and how many of them expire within 30 days."
                + Evidence.COUNTED,
            """
            SELECT market, section, credentials, kinds, expiring_30
            FROM trust.library_coverage(at = $__toTime)
            WHERE section IN (${section:sqlstring})
            ORDER BY expiring_30 DESC, credentials, market, section
            """,
            Columns.MARKET_LINKED_ALONE,
            Column.text("section", "section"),
            Column.count("credentials", "valid"),
            Column.count("kinds", "kinds"),
            Column.count("expiring_30", "expire within 30 days"))
        .half();
  }

  private static Panel expiring() {
    return Panel.table(
            "Next to expire",
            "Valid credentials with an end, the next one first: renew what stands within 30 or 60 days."
                + Evidence.COUNTED,
            """
            SELECT credential_id, title, kind, section, owner, valid_until, days_left, last_shown_at
            FROM trust.library_credentials(at = $__toTime)
            WHERE validity = 'valid' AND days_left IS NOT NULL AND section IN (${section:sqlstring})
            ORDER BY days_left
            LIMIT 50
            """,
            Columns.CREDENTIAL_LINKED,
            Column.text("title", "title"),
            Column.text("kind", "kind"),
            Column.text("section", "section"),
            Column.text("owner", "owner"),
            Column.instant("valid_until", "valid until"),
            Column.days("days_left", "days left"),
            Column.instant("last_shown_at", "last shown"))
        .half();
  }

  private static Panel overdue() {
    return Panel.table(
            "Reviews that are overdue",
            "Credentials that nobody has looked at for more than 30 days, or ever."
                + Evidence.COUNTED,
            """
            SELECT credential_id, title, section, owner, reviewed_at, days_since_review, validity
            FROM trust.library_credentials(at = $__toTime)
            WHERE review_overdue = 1 AND section IN (${section:sqlstring})
            ORDER BY days_since_review DESC
            """,
            Columns.CREDENTIAL_LINKED,
            Column.text("title", "title"),
            Column.text("section", "section"),
            Column.text("owner", "owner"),
            Column.instant("reviewed_at", "reviewed"),
            Column.days("days_since_review", "since the review"),
            Column.text("validity", "validity").withWords(Words.VALIDITY))
        .half();
  }

  private static Panel neverShown() {
    return Panel.table(
            "Never shown",
            "Credentials that are valid and have never been on air." + Evidence.COUNTED,
            """
            SELECT credential_id, title, kind, section, owner, validity
            FROM trust.library_credentials(at = $__toTime)
            WHERE standing = 'never_shown' AND section IN (${section:sqlstring})
            ORDER BY section, credential_id
            """,
            Columns.CREDENTIAL_LINKED,
            Column.text("title", "title"),
            Column.text("kind", "kind"),
            Column.text("section", "section"),
            Column.text("owner", "owner"),
            Column.text("validity", "validity").withWords(Words.VALIDITY))
        .half();
  }

  private static Panel workhorses() {
    return Panel.table(
            "Most shown",
            "Air time of each credential up to the end of the range, most first; a workhorse carries much of all air time. More air time is not more effect."
                + Evidence.COUNTED,
            """
            SELECT credential_id, title, kind, shown_minutes, displays, standing, misused
            FROM trust.library_credentials(at = $__toTime)
            WHERE displays > 0 AND section IN (${section:sqlstring})
            ORDER BY shown_minutes DESC
            LIMIT 50
            """,
            Columns.CREDENTIAL_LINKED,
            Column.text("title", "title"),
            Column.text("kind", "kind"),
            Column.minutes("shown_minutes", "minutes on air"),
            Column.count("displays", "displays"),
            Column.text("standing", "standing"),
            Column.count("misused", "displays misused"))
        .half();
  }

  private static Panel misuses() {
    return Panel.table(
        "Misused on air",
        "Displays of a credential that was expired, revoked, not in the catalogue, or not valid in a market that brought a fifth or more of the viewer-time."
            + Evidence.COUNTED,
        """
        SELECT shown_at, stream_id, credential_id, title, kind, misuse, misused_in, shown_minutes
        FROM trust.misuses(from = $__fromTime, to = $__toTime)
        ORDER BY shown_at DESC
        """,
        Column.instant("shown_at", "shown"),
        Columns.STREAM_LINKED,
        Columns.CREDENTIAL_LINKED,
        Column.text("title", "title"),
        Column.text("kind", "kind"),
        Column.text("misuse", "misuse").withWords(Words.VALIDITY),
        Column.text("misused_in", "in markets"),
        Column.minutes("shown_minutes", "minutes on air"));
  }
}
