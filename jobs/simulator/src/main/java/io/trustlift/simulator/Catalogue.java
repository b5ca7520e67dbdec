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

  /** Reviews take turns. */
  private static final List<Standing> STANDINGS =
      List.of(
          Standing.VERIFIED,
          Standing.INCENTIVISED,
          Standing.UNVERIFIED,
          Standing.VERIFIED,
          Standing.UNVERIFIED,
          Standing.INCENTIVISED,
          Standing.NOT_STATED);

  private static final String REGISTRATION_AS_CERTIFICATE = "registration_as_certificate";
  private static final List<String> OWNERS =
      List.of("M. Chen", "L. Wang", "A. Lindqvist", "K. Tan", "R. Meyer", "S. Ito");

  /**
   * What somebody has to see to.
   *
   * @param trait under which the truth lists it
   * @param expiresInDays from the start of the world
   * @param reviewedDaysAgo before the start of the world
   */
  private record Duty(String trait, int expiresInDays, int reviewedDaysAgo) {}

  /**
   * One credential.
   *
   * @param duty null without any
   */
  private record Entry(
      Credential credential, CredentialKind kind, Truth.Validity validity, Duty duty) {}

  private final List<Entry> entries;
  private final Credential unknown =
      new Credential("mystery-badge-01", null, "unknown", "*", Standing.NOT_STATED);

  private Catalogue(List<Entry> entries) {
    this.entries = entries;
  }

  static Catalogue create(PracticeSettings practices) {
    List<Entry> entries = new ArrayList<>();
    for (CredentialKind kind : CredentialKind.ALL) {
      int copies = kind.type() == CredentialType.AUTHORITY ? 1 : 2;
      for (int copy = 1; copy <= copies; copy++) {
        Standing standing = standing(kind.kind(), copy, practices.arranged());
        entries.add(entry(kind, copy, Truth.Validity.VALID, standing, null));
      }
      switch (kind.kind()) {
        case "test_report" -> entries.add(invalid(kind, Truth.Validity.EXPIRED));
        case "gots" -> entries.add(invalid(kind, Truth.Validity.EXPIRED));
        case "carbon_neutral" -> entries.add(invalid(kind, Truth.Validity.REVOKED));
        case "patent" -> entries.add(invalid(kind, Truth.Validity.NOT_YET_VALID));
        default -> {
          // Every credential of the other kinds is valid at the start.
        }
      }
    }
    if (practices.arranged()) {
      addArranged(entries);
    }
    return new Catalogue(List.copyOf(entries));
  }

  private static Standing standing(String kind, int copy, boolean arranged) {
    if (kind.equals("customer_review")) {
      return copy == 1 ? Standing.VERIFIED : Standing.INCENTIVISED;
    }
    if (arranged && kind.equals("ugc_video")) {
      return copy == 1 ? Standing.VERIFIED : Standing.UNVERIFIED;
    }
    return Standing.NOT_STATED;
  }

  /** A review of a third standing, a registration shown as a certificate, and papers to see to. */
  private static void addArranged(List<Entry> entries) {
    CredentialKind review = CredentialKind.of("customer_review");
    entries.add(entry(review, 3, Truth.Validity.VALID, Standing.UNVERIFIED, null));
    CredentialKind fda = CredentialKind.of("fda");
    CredentialKind certificate =
        new CredentialKind(
            fda.type(),
            fda.kind(),
            "FDA registration certificate",
            fda.section(),
            fda.perProduct(),
            "third_party",
            fda.validMarkets(),
            fda.expectedMarkets());
    entries.add(withDuty(certificate, new Duty(REGISTRATION_AS_CERTIFICATE, 300, 10)));
    entries.add(withDuty(CredentialKind.of("fcc"), new Duty("expires", 14, 12)));
    entries.add(withDuty(CredentialKind.of("oeko_tex"), new Duty("expires", 30, 15)));
    entries.add(withDuty(CredentialKind.of("pse"), new Duty("expires", 60, 9)));
    entries.add(withDuty(CredentialKind.of("bbb"), new Duty("review_overdue", 250, 75)));
    entries.add(withDuty(CredentialKind.of("media_coverage"), new Duty("review_overdue", 400, 90)));
  }

  private static Entry withDuty(CredentialKind kind, Duty duty) {
    return entry(kind, 2, Truth.Validity.VALID, Standing.NOT_STATED, duty);
  }

  private static Entry invalid(CredentialKind kind, Truth.Validity validity) {
    return entry(kind, 2, validity, Standing.NOT_STATED, null);
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

  /**
   * The credentials that the catalogue knows and that no host should show: those that are not valid
   * at the start, and a registration that is shown as a certificate.
   */
  List<Credential> notToBeShown() {
    return entries.stream()
        .filter(
            entry ->
                entry.validity() != Truth.Validity.VALID
                    || (entry.duty() != null
                        && entry.duty().trait().equals(REGISTRATION_AS_CERTIFICATE)))
        .map(Entry::credential)
        .toList();
  }

  /**
   * What an arranged phase of a type shows: a factory tour in half of the demonstrations, and of
   * social proof as many verified as unverified and as rewarded reviews.
   *
   * @param turn of the stream and its phase
   */
  Credential pickArranged(CredentialType type, int turn, Draws draws) {
    List<Credential> all =
        entries.stream()
            .filter(entry -> entry.validity() == Truth.Validity.VALID && entry.duty() == null)
            .map(Entry::credential)
            .filter(credential -> credential.type() == type)
            .toList();
    if (type == CredentialType.SOCIAL_PROOF) {
      Standing standing = STANDINGS.get(turn % STANDINGS.size());
      return draws.pick(all.stream().filter(each -> each.standing() == standing).toList());
    }
    if (type == CredentialType.LIVE_DEMONSTRATION) {
      boolean tour = turn % 2 == 0;
      return draws.pick(
          all.stream()
              .filter(each -> each.kind().equals(PracticeSettings.TIRING_KIND) == tour)
              .toList());
    }
    return draws.pick(all);
  }

  /** What the catalogue states of customers' reviews and videos, with the planted factor. */
  List<Truth.ReviewTruth> reviews(PracticeSettings practices) {
    ReviewPractice practice = new ReviewPractice(practices.reviews());
    return entries.stream()
        .map(Entry::credential)
        .filter(credential -> credential.standing() != Standing.NOT_STATED)
        .map(
            credential ->
                new Truth.ReviewTruth(
                    credential.credentialId(),
                    credential.kind(),
                    credential.standing().verified(),
                    credential.standing().incentivised(),
                    practice.of(credential.standing())))
        .toList();
  }

  /** What somebody has to see to. */
  List<Truth.LibraryEntry> duties(SimulationConfig config) {
    long start = config.start().toEpochMilli();
    return entries.stream()
        .filter(entry -> entry.duty() != null)
        .map(
            entry ->
                new Truth.LibraryEntry(
                    entry.credential().credentialId(),
                    entry.duty().trait(),
                    owner(entry.kind()),
                    start + entry.duty().expiresInDays() * ContractTimes.DAY,
                    start - entry.duty().reviewedDaysAgo() * ContractTimes.DAY))
        .toList();
  }

  private static String owner(CredentialKind kind) {
    return OWNERS.get(SECTIONS.indexOf(kind.section()));
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
      } else if (entry.duty() == null && draws.chance(0.15)) {
        long now = start - draws.integer(1, 10) * ContractTimes.DAY;
        publish(stage, entry, stamps.reviewedAgain(now), now, "active");
      }
    }
  }

  private static void publish(Stage stage, Entry entry, Stamps stamps, long time, String status) {
    CredentialKind kind = entry.kind();
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
            .text("owner", owner(kind))
            .text("evidence_url", "https://evidence.example/" + id)
            .time("valid_from", stamps.validFrom())
            .timeOrNone("valid_until", stamps.validUntil())
            .time("reviewed_at", stamps.reviewedAt())
            .flag("verified", entry.credential().standing().verified())
            .flag("incentivised", entry.credential().standing().incentivised())
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
      if (entry.duty() != null) {
        until = start + entry.duty().expiresInDays() * ContractTimes.DAY;
        reviewed = start - entry.duty().reviewedDaysAgo() * ContractTimes.DAY;
      }
      List<String> products =
          List.of(draws.pick(Product.ALL).productId(), draws.pick(Product.ALL).productId());
      return new Stamps(from, until, reviewed, products.stream().distinct().toList());
    }

    Stamps reviewedAgain(long now) {
      return new Stamps(validFrom, validUntil, now, productIds);
    }
  }

  private static Entry entry(
      CredentialKind kind, int copy, Truth.Validity validity, Standing standing, Duty duty) {
    String id = kind.kind().replace('_', '-') + "-0" + copy;
    Credential credential =
        new Credential(id, kind.type(), kind.kind(), kind.expectedMarkets(), standing);
    return new Entry(credential, kind, validity, duty);
  }
}
