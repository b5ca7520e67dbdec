package io.trustlift.reference;

import java.util.Comparator;
import java.util.Set;

/** An entry of {@code trust.credentials}; {@code validFrom}, {@code validUntil} null if absent. */
record CredentialEvent(
    String eventId, long time, String credential, String status, Long validFrom, Long validUntil)
    implements Event {

  static final Set<String> TYPES =
      Set.of("authority", "social_proof", "live_demonstration", "interaction");

  /** "Ties and order": of catalogue entries the greater event_id is the later one. */
  static final Comparator<CredentialEvent> ORDER =
      Comparator.comparingLong(CredentialEvent::time)
          .thenComparing(CredentialEvent::eventId, CodePoints.ORDER);

  @Override
  public String key() {
    return credential;
  }

  static CredentialEvent read(Fields fields) throws InvalidException {
    CredentialEvent event =
        new CredentialEvent(
            fields.requiredId("event_id"),
            fields.requiredTime("event_time"),
            fields.requiredId("credential_id"),
            fields.requiredOneOf("status", Set.of("active", "revoked")),
            fields.time("valid_from"),
            fields.time("valid_until"));
    fields.requiredOneOf("type", TYPES);
    fields.requiredText("kind");
    fields.requiredText("title");
    for (String name : new String[] {"issuer", "scheme", "section", "owner", "evidence_url"}) {
      fields.text(name);
    }
    fields.time("reviewed_at");
    fields.flag("verified");
    fields.flag("incentivised");
    fields.texts("valid_markets");
    fields.texts("product_ids");
    return event;
  }
}
