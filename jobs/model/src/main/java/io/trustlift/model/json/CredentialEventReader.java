package io.trustlift.model.json;

import io.trustlift.model.CredentialEvent;
import io.trustlift.model.ParsedRecord;
import io.trustlift.model.ParsedRecord.Valid;
import io.trustlift.model.json.Field.InvalidField;
import java.util.Map;

/** Reads a {@code credentials} record. */
final class CredentialEventReader extends EventReader {

  private static final Map<String, Boolean> CREDENTIAL_STATUSES =
      Map.of("active", false, "revoked", true);
  private static final Map<String, String> CREDENTIAL_TYPES =
      itself("authority", "social_proof", "live_demonstration", "interaction");

  private final Field credentialId = field("credential_id");
  private final Field type = field("type");
  private final Field kind = field("kind");
  private final Field title = field("title");
  private final Field status = field("status");
  private final Field issuer = field("issuer");
  private final Field scheme = field("scheme");
  private final Field section = field("section");
  private final Field owner = field("owner");
  private final Field evidenceUrl = field("evidence_url");
  private final Field validFrom = field("valid_from");
  private final Field validUntil = field("valid_until");
  private final Field reviewedAt = field("reviewed_at");
  private final Field verified = field("verified");
  private final Field incentivised = field("incentivised");
  private final Field validMarkets = field("valid_markets");
  private final Field productIds = field("product_ids");

  @Override
  ParsedRecord record() throws InvalidField {
    return new Valid(
        new CredentialEvent(
            eventId.requiredId(),
            eventTime.requiredTime(),
            credentialId.requiredId(),
            type.requiredOneOf(CREDENTIAL_TYPES),
            kind.requiredText(),
            title.requiredText(),
            status.requiredOneOf(CREDENTIAL_STATUSES),
            issuer.text(),
            scheme.text(),
            section.text(),
            owner.text(),
            evidenceUrl.text(),
            validFrom.time(),
            validUntil.time(),
            reviewedAt.time(),
            verified.flag(),
            incentivised.flag(),
            validMarkets.texts(),
            productIds.texts()));
  }
}
