package io.trustlift.model.json;

import io.trustlift.model.OrderEvent;
import io.trustlift.model.ParsedRecord;
import io.trustlift.model.ParsedRecord.Valid;
import io.trustlift.model.json.Field.InvalidField;
import java.util.Map;

/** Reads an {@code orders} record. */
final class OrderEventReader extends EventReader {

  private static final Map<String, OrderEvent.Status> ORDER_STATUSES =
      named(OrderEvent.Status.values(), OrderEvent.Status::text);

  private final Field orderId = field("order_id");
  private final Field status = field("status");
  private final Field viewerId = field("viewer_id");
  private final Field market = field("market");
  private final Field amount = field("amount");
  private final Field currency = field("currency");
  private final Field streamId = field("stream_id");
  private final Field productId = field("product_id");
  private final Field quantity = field("quantity");

  @Override
  ParsedRecord record() throws InvalidField {
    productId.text();
    quantity.count();
    return new Valid(
        new OrderEvent(
            eventId.requiredId(),
            eventTime.requiredTime(),
            orderId.requiredId(),
            status.requiredOneOf(ORDER_STATUSES),
            viewerId.requiredId(),
            market.requiredCapitals(2),
            amount.requiredAmount(),
            currency.requiredCapitals(3),
            streamId.text()));
  }
}
