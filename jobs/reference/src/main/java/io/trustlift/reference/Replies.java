package io.trustlift.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The table {@code replies}: one row per answered question. */
final class Replies {
  private Replies() {}

  static List<Map<String, Object>> rows(List<ViewerEvent> events, Parameters parameters) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (ViewerEvent question : events) {
      if (question.isQuestion()) {
        OptionalLong repliedAt =
            events.stream()
                .filter(event -> answers(event, question, parameters))
                .mapToLong(ViewerEvent::time)
                .min();
        repliedAt.ifPresent(time -> rows.add(row(question, time)));
      }
    }
    return rows;
  }

  /** "Within reply_window at or after a question of the same viewer." */
  private static boolean answers(ViewerEvent event, ViewerEvent question, Parameters parameters) {
    return event.isReply()
        && event.inReplyTo().equals(question.eventId())
        && event.viewer().equals(question.viewer())
        && event.time() >= question.time()
        && event.time() <= question.time() + parameters.replyWindow();
  }

  private static Map<String, Object> row(ViewerEvent question, long repliedAt) {
    return Rows.row(
        "question_id", question.eventId(),
        "stream_id", question.stream(),
        "viewer_id", question.viewer(),
        "asked_at", question.time(),
        "replied_at", repliedAt,
        "response_ms", repliedAt - question.time());
  }
}
