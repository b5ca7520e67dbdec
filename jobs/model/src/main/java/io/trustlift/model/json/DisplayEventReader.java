package io.trustlift.model.json;

import io.trustlift.model.DisplayEvent;
import io.trustlift.model.ParsedRecord;
import io.trustlift.model.ParsedRecord.Valid;
import io.trustlift.model.json.Field.InvalidField;
import java.util.Map;

/** Reads an {@code overlay-displays} record. */
final class DisplayEventReader extends EventReader {

  private static final Map<String, Boolean> ACTIONS = Map.of("show", true, "hide", false);
  private static final Map<String, String> PLACEMENTS =
      itself("backdrop", "detail_page", "bullet_scroll", "interlude", "host_mention");

  private final Field displayId = field("display_id");
  private final Field streamId = field("stream_id");
  private final Field action = field("action");
  private final Field credentialId = field("credential_id");
  private final Field placement = field("placement");
  private final Field productId = field("product_id");
  private final Field experimentId = field("experiment_id");
  private final Field variant = field("variant");

  @Override
  ParsedRecord record() throws InvalidField {
    boolean show = action.requiredOneOf(ACTIONS);
    String experiment = experimentId.id();
    String arm = variant.id();
    if (experiment.isEmpty() != arm.isEmpty()) {
      throw new InvalidField("experiment_id", "and variant stand together or not at all");
    }
    return new Valid(
        new DisplayEvent(
            eventId.requiredId(),
            eventTime.requiredTime(),
            displayId.requiredId(),
            streamId.requiredId(),
            show,
            show ? credentialId.requiredId() : credentialId.id(),
            placement.oneOf(PLACEMENTS, ""),
            productId.text(),
            experiment,
            arm));
  }
}
