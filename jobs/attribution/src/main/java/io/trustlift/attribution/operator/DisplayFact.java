package io.trustlift.attribution.operator;

import io.trustlift.exposure.Codec;
import io.trustlift.exposure.Display;
import io.trustlift.exposure.DisplayChange;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Something that a row of {@code displays} is made of. */
public sealed interface DisplayFact {

  DisplayKey key();

  /** The display was shown, and the catalogue has been asked. */
  record Judged(Display display, String validity) implements DisplayFact {
    @Override
    public DisplayKey key() {
      return DisplayKey.of(display);
    }
  }

  /** The display ended. */
  record Ended(DisplayChange change) implements DisplayFact {
    @Override
    public DisplayKey key() {
      return DisplayKey.of(change.display());
    }
  }

  /** Visits viewed the display. */
  record Reached(DisplayKey key, int visits) implements DisplayFact {}

  static void write(DataOutput out, DisplayFact fact) throws IOException {
    if (fact instanceof Judged judged) {
      out.writeByte(0);
      judged.display().write(out);
      Codec.writeText(out, judged.validity());
    } else if (fact instanceof Ended ended) {
      out.writeByte(1);
      ended.change().write(out);
    } else if (fact instanceof Reached reached) {
      out.writeByte(2);
      reached.key().write(out);
      Codec.writeVarInt(out, reached.visits());
    }
  }

  static DisplayFact read(DataInput in) throws IOException {
    return switch (in.readByte()) {
      case 0 -> new Judged(Display.read(in), Codec.readText(in));
      case 1 -> new Ended(DisplayChange.read(in));
      default -> new Reached(DisplayKey.read(in), Codec.readVarInt(in));
    };
  }
}
