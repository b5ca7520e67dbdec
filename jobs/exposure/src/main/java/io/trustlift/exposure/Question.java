package io.trustlift.exposure;

import static io.trustlift.model.Parameters.REPLY_WINDOW;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A question that may still be answered. */
final class Question {

  private static final long UNANSWERED = Long.MAX_VALUE;

  private final String streamId;
  private final long askedAt;
  private long repliedAt = UNANSWERED;

  Question(String streamId, long askedAt) {
    this.streamId = streamId;
    this.askedAt = askedAt;
  }

  String streamId() {
    return streamId;
  }

  long askedAt() {
    return askedAt;
  }

  /** Takes an answer at {@code time}; true when it is the earliest so far. */
  boolean answer(long time) {
    if (time < askedAt || time - askedAt > REPLY_WINDOW || time >= repliedAt) {
      return false;
    }
    repliedAt = time;
    return true;
  }

  long forgottenAt() {
    return askedAt + REPLY_WINDOW;
  }

  void write(DataOutput out) throws IOException {
    Codec.writeText(out, streamId);
    out.writeLong(askedAt);
    out.writeLong(repliedAt);
  }

  static Question read(DataInput in) throws IOException {
    Question question = new Question(Codec.readText(in), in.readLong());
    question.repliedAt = in.readLong();
    return question;
  }
}
