package io.trustlift.exposure;

import static io.trustlift.model.Parameters.CARRY_OVER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is found once for a room is what each of its viewers would be found to have alone. */
class RoomScreenTest {

  private static final long SEED = 1;
  private static final int ROOMS = 300;
  private static final int QUESTIONS = 10;
  private static final int SPAN = (int) (3 * CARRY_OVER);

  private record Asked(long startedAt, long at) {}

  @Test
  void aRoomsPiecesAreWhatEachViewerHas() {
    System.out.println("random rooms from seed " + SEED);
    Random random = new Random(SEED);
    for (int room = 0; room < ROOMS; room++) {
      Timeline timeline = new Timeline();
      for (int display = random.nextInt(20); display > 0; display--) {
        timeline.apply(anyDisplay(random, display));
        askAtRandom(random, timeline);
      }
    }
  }

  private static void askAtRandom(Random random, Timeline timeline) {
    for (int i = 0; i < QUESTIONS; i++) {
      long startedAt = random.nextInt(SPAN);
      Asked asked = new Asked(startedAt, startedAt + random.nextInt(SPAN));
      List<Interval> intervals =
          LiveScreen.during(asked.at, asked.at, startedAt, timeline, new Assignments());
      ScreenPiece piece = timeline.screen().at(asked.at);
      assertThat(piece.from()).as("%s", asked).isLessThanOrEqualTo(asked.at);
      assertThat(piece.to()).as("%s", asked).isGreaterThan(asked.at);
      List<String> onScreen = ExposureSets.onScreenAt(asked.at, intervals);
      assertThat(piece.onScreen()).as("%s", asked).isEqualTo(onScreen);
      List<String> recent = ExposureSets.recentAt(asked.at, intervals, onScreen);
      List<String> exposed = ExposureSets.exposedAt(asked.at, intervals);
      assertThat(piece.sets(startedAt))
          .as("%s", asked)
          .isEqualTo(new ScreenPiece.Sets(recent, exposed));
    }
  }

  @Test
  void aPieceEndsWhereASetChanges() {
    Timeline timeline = new Timeline();
    timeline.apply(shown(Samples.display("a", 10_000, 20_000)));
    List<Long> ends = new ArrayList<>();
    for (long at = 0; at < Long.MAX_VALUE; at = timeline.screen().at(at).to()) {
      ends.add(at);
    }
    assertThat(ends).containsExactly(0L, 10_000L, 20_000L, 20_000 + CARRY_OVER);
  }

  @Test
  void aChangeOfTheTimelineIsSeen() {
    Timeline timeline = new Timeline();
    assertThat(timeline.screen().at(15_000).onScreen()).isEmpty();
    timeline.apply(shown(Samples.display("a", 10_000, 20_000)));
    assertThat(timeline.screen().at(15_000).onScreen()).containsExactly("c");
  }

  private static DisplayChange anyDisplay(Random random, int display) {
    long from = random.nextInt(SPAN);
    // Many are about as long as it takes to be viewed.
    long length = random.nextBoolean() ? 1 + random.nextInt(4_000) : 1 + random.nextInt(120_000);
    return shown(
        new Display(
            "d" + display,
            Samples.STREAM,
            "c" + random.nextInt(5),
            "backdrop",
            "p",
            "",
            "",
            from,
            from + length));
  }

  private static DisplayChange shown(Display display) {
    return new DisplayChange(DisplayChange.Kind.SHOWN, display);
  }
}
