package io.trustlift.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The host's credential library: one or two credentials of each kind, some of them no longer or not
 * yet valid at the start, and one that nobody has entered.
 */
final class Catalogue {
  private static final List<String> SECTIONS =
      List.of("company_papers", "test_reports", "user_feedback", "media", "supply_chain", "team");
  private static final List<String> OWNERS =
      List.of("M. Chen", "L. Wang", "A. Lindqvist", "K. Tan", "R. Meyer", "S. Ito");

  private record Entry(Credential credential, CredentialKind kind, Truth.Validity validity) {}

  private final List<Entry> entries;
  private final Credential unknown = new Credential("mystery-badge-01", null, "unknown", "*");

  private Catalogue(List<Entry> entries) {
    this.entries = entries;
  }

  static Catalogue create() {
    List<Entry> entries = new ArrayList<>();
    for (CredentialKind kind : CredentialKind.ALL) {
      int copies = kind.type() == CredentialType.AUTHORITY ? 1 : 2;
      for (int copy = 1; copy <= copies; copy++) {
        entries.add(entry(kind, copy, Truth.Validity.VALID));
      }
      switch (kind.kind()) {
        case "test_report" -> entries.add(entry(kind, 2, Truth.Validity.EXPIRED));
        case "gots" -> entries.add(entry(kind, 2, Truth.Validity.EXPIRED));
        case "carbon_neutral" -> entries.add(entry(kind, 2, Truth.Validity.REVOKED));
        case "patent" -> entries.add(entry(kind, 2, Truth.Validity.NOT_YET_VALID));
        default -> {
          // Every credential of the other kinds is valid at the start.
        }
      }
    }
    return new Catalogue(List.copyOf(entries));
  }

  /** All credentials of a type, whatever their validity. */
  List<Credential> ofType(CredentialType type) {
    return entries.stream()
        .map(Entry::credential)
        .filter(credential -> credential.type() == type)
        .toList();
  }

  /**
   * The credential that a market's experiment shows: a valid one that is expected to pull there.
   */
  Credential forExperiment(String market) {
    String kind =
        switch (market) {
          case "US" -> "bbb";
          case "DE" -> "ce";
          case "SE" -> "oeko_tex";
          case "JP" -> "pse";
          case "AU" -> "saa";
          default -> "media_coverage";
        };
    return entries.stream()
        .map(Entry::credential)
        .filter(credential -> credential.kind().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  /** The credentials that the catalogue knows and that are not valid at the start. */
  List<Credential> invalid() {
    return entries.stream()
        .filter(entry -> entry.validity() != Truth.Validity.VALID)
        .map(Entry::credential)
        .toList();
  }

  /** A credential on air that the catalogue has never heard of. */
  Credential unknown() {
    return unknown;
  }

  /** The credentials that are not valid at the start of the world. */
  List<Truth.CredentialState> exceptions() {
    return Stream.concat(
            entries.stream()
                .filter(entry -> entry.validity() != Truth.Validity.VALID)
                .map(
                    entry ->
                        new Truth.CredentialState(
                            entry.credential().credentialId(), entry.validity())),
            Stream.of(new Truth.CredentialState(unknown.credentialId(), Truth.Validity.UNKNOWN)))
        .toList();
  }

  /** Writes the whole catalogue, entered in the weeks before the start. */
  void publish(Stage stage, Draws draws) {
    long start = stage.config().start().toEpochMilli();
    for (Entry entry : entries) {
      Stamps stamps = Stamps.draw(entry, start, draws);
      publish(stage, entry, stamps, start - draws.integer(20, 40) * ContractTimes.DAY, "active");
      if (entry.validity() == Truth.Validity.REVOKED) {
        publish(stage, entry, stamps, start - 2 * ContractTimes.DAY, "revoked");
      } else if (draws.chance(0.15)) {
        long now = start - draws.integer(1, 10) * ContractTimes.DAY;
        publish(stage, entry, stamps.reviewedAgain(now), now, "active");
      }
    }
  }

  private static void publish(Stage stage, Entry entry, Stamps stamps, long time, String status) {
    CredentialKind kind = entry.kind();
    boolean review = kind.kind().equals("customer_review");
    String id = entry.credential().credentialId();
    byte[] line =
        stage
            .line()
            .start(stage.nextEventId(), time)
            .text("credential_id", id)
            .text("type", kind.type().wireName())
            .text("kind", kind.kind())
            .text("title", kind.title())
            .text("status", status)
            .text("issuer", kind.scheme().equals("third_party") ? "accredited body" : null)
            .text("scheme", kind.scheme())
            .text("section", kind.section())
            .text("owner", OWNERS.get(SECTIONS.indexOf(kind.section())))
            .text("evidence_url", "https://evidence.example/" + id)
            .time("valid_from", stamps.validFrom())
            .timeOrNone("valid_until", stamps.validUntil())
            .time("reviewed_at", stamps.reviewedAt())
            .flag("verified", review ? Boolean.valueOf(id.endsWith("1")) : null)
            .flag("incentivised", review ? Boolean.valueOf(id.endsWith("2")) : null)
            .texts(
                "valid_markets",
                kind.validMarkets().equals("*") ? null : List.of(kind.validMarkets().split("\\|")))
            .texts("product_ids", kind.perProduct() ? stamps.productIds() : null)
            .end();
    stage.log(Topic.CREDENTIALS).accept(line, time);
  }

  /**
   * Dates of one entry.
   *
   * @param validUntil null when it does not end
   */
  private record Stamps(long validFrom, Long validUntil, long reviewedAt, List<String> productIds) {

    static Stamps draw(Entry entry, long start, Draws draws) {
      long from = start - draws.integer(200, 600) * ContractTimes.DAY;
      Long until =
          entry.kind().type() == CredentialType.AUTHORITY
              ? Long.valueOf(start + draws.integer(20, 500) * ContractTimes.DAY)
              : null;
      if (entry.validity() == Truth.Validity.EXPIRED) {
        until = start - draws.integer(3, 30) * ContractTimes.DAY;
      } else if (entry.validity() == Truth.Validity.NOT_YET_VALID) {
        from = start + 400 * ContractTimes.DAY;
        until = start + 900 * ContractTimes.DAY;
      }
      long reviewed = start - draws.integer(5, 70) * ContractTimes.DAY;
      List<String> products =
          List.of(draws.pick(Product.ALL).productId(), draws.pick(Product.ALL).productId());
      return new Stamps(from, until, reviewed, products.stream().distinct().toList());
    }

    Stamps reviewedAgain(long now) {
      return new Stamps(validFrom, validUntil, now, productIds);
    }
  }

  private static Entry entry(CredentialKind kind, int copy, Truth.Validity validity) {
    String id = kind.kind().replace('_', '-') + "-0" + copy;
    return new Entry(
        new Credential(id, kind.type(), kind.kind(), kind.expectedMarkets()), kind, validity);
  }
}
