package io.trustlift.simulator;

import java.util.List;

/**
 * A kind of the taxonomy.
 *
 * @param validMarkets where such a credential means anything, codes parted by {@code |}; {@code *}
 *     is everywhere
 * @param expectedMarkets where it is expected to pull, likewise
 */
record CredentialKind(
    CredentialType type,
    String kind,
    String title,
    String section,
    boolean perProduct,
    String scheme,
    String validMarkets,
    String expectedMarkets) {

  private static final String EU =
      "AT|BE|BG|CY|CZ|DE|DK|EE|ES|FI|FR|GR|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK";
  private static final String NORTH = "DE|SE|NO|DK|FI";
  private static final String SOUTH_EAST_ASIA = "SG|MY|TH|VN|ID|PH";
  private static final String ANY = "*";

  static final List<CredentialKind> ALL =
      List.of(
          authority(
              "ce",
              "EU declaration of conformity",
              "company_papers",
              true,
              "self_declared",
              EU,
              EU),
          authority(
              "fcc",
              "FCC equipment authorisation",
              "company_papers",
              true,
              "third_party",
              "US",
              "US"),
          authority("pse", "PSE mark", "company_papers", true, "third_party", "JP", "JP"),
          authority("saa", "SAA approval", "company_papers", true, "third_party", "AU|NZ", "AU"),
          authority("fda", "FDA registration", "company_papers", true, "registration", "US", "US"),
          authority("bbb", "BBB accreditation", "company_papers", false, "third_party", "US", "US"),
          authority(
              "fsc", "FSC forest certification", "company_papers", true, "third_party", ANY, NORTH),
          authority(
              "gots", "GOTS organic textile", "company_papers", true, "third_party", ANY, NORTH),
          authority(
              "oeko_tex", "Oeko-Tex Standard 100", "test_reports", true, "third_party", ANY, NORTH),
          authority(
              "carbon_neutral",
              "Carbon-neutral statement",
              "company_papers",
              false,
              "claim",
              ANY,
              NORTH),
          authority(
              "test_report",
              "SUS304 steel test report",
              "test_reports",
              true,
              "third_party",
              ANY,
              ANY),
          authority(
              "patent", "Patent certificate", "company_papers", true, "third_party", ANY, ANY),
          authority(
              "business_licence",
              "Business licence",
              "company_papers",
              false,
              "registration",
              ANY,
              "US"),
          authority(
              "media_coverage", "Trade press article", "media", false, "third_party", ANY, ANY),
          authority(
              "return_policy", "30-day return policy", "company_papers", false, "claim", ANY, "US"),
          proof("customer_review", "Review of a verified buyer", true, "third_party", ANY),
          proof("ugc_video", "Repeat customer's short video", true, "third_party", ANY),
          proof("sales_figures", "Units sold this year", true, "claim", ANY),
          proof("social_mention", "Mention on social media", false, "third_party", ANY),
          proof(
              "influencer",
              "Local influencer's recommendation",
              false,
              "third_party",
              SOUTH_EAST_ASIA),
          demonstration(
              "factory_tour", "Factory walk-through", "supply_chain", false, "demonstration", ANY),
          demonstration(
              "warehouse_packing",
              "Warehouse and packing",
              "supply_chain",
              false,
              "demonstration",
              ANY),
          demonstration(
              "quality_inspection",
              "Quality inspection",
              "supply_chain",
              true,
              "demonstration",
              ANY),
          demonstration(
              "logistics_partner", "Logistics contract", "supply_chain", false, "third_party", ANY),
          demonstration(
              "detail_closeup",
              "Workmanship close-up",
              "supply_chain",
              true,
              "demonstration",
              "JP"),
          demonstration(
              "packaging",
              "Packaging and manual close-up",
              "supply_chain",
              true,
              "demonstration",
              "JP"),
          demonstration(
              "team_introduction", "Core team and office", "team", false, "demonstration", ANY),
          demonstration(
              "flaw_disclosure", "An honest word on a flaw", "team", true, "demonstration", ANY),
          interaction("live_qa", "Questions answered on air", ANY),
          interaction("chinese_service", "Service in Chinese", SOUTH_EAST_ASIA),
          interaction("messenger_service", "Quick reply on WhatsApp", SOUTH_EAST_ASIA));

  static CredentialKind of(String kind) {
    return ALL.stream().filter(each -> each.kind().equals(kind)).findFirst().orElseThrow();
  }

  private static CredentialKind authority(
      String kind,
      String title,
      String section,
      boolean perProduct,
      String scheme,
      String validMarkets,
      String expectedMarkets) {
    return new CredentialKind(
        CredentialType.AUTHORITY,
        kind,
        title,
        section,
        perProduct,
        scheme,
        validMarkets,
        expectedMarkets);
  }

  private static CredentialKind proof(
      String kind, String title, boolean perProduct, String scheme, String expectedMarkets) {
    return new CredentialKind(
        CredentialType.SOCIAL_PROOF,
        kind,
        title,
        "user_feedback",
        perProduct,
        scheme,
        ANY,
        expectedMarkets);
  }

  private static CredentialKind demonstration(
      String kind,
      String title,
      String section,
      boolean perProduct,
      String scheme,
      String expectedMarkets) {
    return new CredentialKind(
        CredentialType.LIVE_DEMONSTRATION,
        kind,
        title,
        section,
        perProduct,
        scheme,
        ANY,
        expectedMarkets);
  }

  private static CredentialKind interaction(String kind, String title, String expectedMarkets) {
    return new CredentialKind(
        CredentialType.INTERACTION,
        kind,
        title,
        "team",
        false,
        "interaction",
        ANY,
        expectedMarkets);
  }
}
