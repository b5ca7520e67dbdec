package io.trustlift.adapters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.model.OrderEvent;
import io.trustlift.model.ParsedRecord;
import io.trustlift.model.ViewerEvent;
import io.trustlift.model.json.EventParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Sample records, what the contract's own parser reads in their translation, and why not. */
final class Samples {

  private Samples() {}

  static String text(String name) {
    try (InputStream in = Samples.class.getResourceAsStream("/samples/" + name + ".json")) {
      return new String(in.readAllBytes(), UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ParsedRecord parsed(SourceFormat format, String foreign) {
    Translation translation = format.translate(foreign.getBytes(UTF_8));
    assertThat(translation).isInstanceOf(Translation.Mapped.class);
    Translation.Mapped mapped = (Translation.Mapped) translation;
    return new EventParser().parse(mapped.topic(), mapped.json());
  }

  static ViewerEvent viewerEvent(SourceFormat format, String foreign) {
    return (ViewerEvent) valid(format, foreign).event();
  }

  static OrderEvent order(SourceFormat format, String foreign) {
    return (OrderEvent) valid(format, foreign).event();
  }

  private static ParsedRecord.Valid valid(SourceFormat format, String foreign) {
    ParsedRecord parsed = parsed(format, foreign);
    assertThat(parsed).isInstanceOf(ParsedRecord.Valid.class);
    return (ParsedRecord.Valid) parsed;
  }

  static String reason(SourceFormat format, String foreign) {
    Translation translation = format.translate(foreign.getBytes(UTF_8));
    assertThat(translation).isInstanceOf(Translation.Unmapped.class);
    return ((Translation.Unmapped) translation).detail();
  }
}
