package io.trustlift.reference;

import java.util.Map;

/** Random catalogue entries with bounds at the times of shows. */
final class RandomCatalogue {
  private final World world;
  private final Dice dice;

  RandomCatalogue(World world) {
    this.world = world;
    this.dice = world.dice;
  }

  void add() {
    for (Draft show : world.drafts(Topic.OVERLAY_DISPLAYS)) {
      while (show.has("action", "show") && dice.chance(0.5)) {
        entry(show.text("credential_id"), show.time());
      }
    }
  }

  private void entry(String credential, long shown) {
    long time = shown + dice.pickLong(0, 0, 1, -1, -1_000, -60_000, -60_000, -1_000_000);
    Map<String, Object> fields = world.event(time);
    fields.put("credential_id", credential);
    fields.put("type", dice.pick("authority", "social_proof", "live_demonstration", "interaction"));
    fields.put("kind", dice.pick("ce", "customer_review", "\ud83d\ude00"));
    fields.put("title", "title");
    fields.put("status", dice.chance(0.8) ? "active" : "revoked");
    if (dice.chance(0.3)) {
      fields.put("valid_from", new Draft.Time(dice.around(shown, shown - 1_000_000)));
    }
    if (dice.chance(0.3)) {
      fields.put("valid_until", new Draft.Time(dice.around(shown, shown + 1_000_000)));
    }
    if (dice.chance(0.1)) {
      fields.put("reviewed_at", new Draft.Time(shown));
    }
    if (dice.chance(0.2)) {
      fields.put("verified", dice.chance(0.5));
      fields.put("incentivised", dice.chance(0.5));
    }
    if (dice.chance(0.2)) {
      fields.put("valid_markets", new Draft.Raw(dice.pick("[]", "[\"US\"]", "[ \"US\", \"DE\" ]")));
      fields.put("product_ids", new Draft.Raw(dice.pick("[]", "[\"p1\",\"p1\"]")));
    }
    world.label(fields, "issuer", "scheme", "section", "owner", "evidence_url");
    world.add(Topic.CREDENTIALS, time, fields);
  }
}
