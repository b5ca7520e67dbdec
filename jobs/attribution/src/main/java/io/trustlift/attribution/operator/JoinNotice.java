package io.trustlift.attribution.operator;

import io.trustlift.exposure.DisplayChange;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What every subtask of the join is told. */
public sealed interface JoinNotice {

  /** A step in a display's life. */
  record Changed(DisplayChange change) implements JoinNotice {}

  /** A viewer whose events are dropped from now on. */
  record Forgotten(Erased erased) implements JoinNotice {}

  static void write(DataOutput out, JoinNotice notice) throws IOException {
    if (notice instanceof Changed changed) {
      out.writeByte(0);
      changed.change().write(out);
    } else if (notice instanceof Forgotten forgotten) {
      out.writeByte(1);
      forgotten.erased().write(out);
    }
  }

  static JoinNotice read(DataInput in) throws IOException {
    return in.readByte() == 0
        ? new Changed(DisplayChange.read(in))
        : new Forgotten(Erased.read(in));
  }
}
