package io.trustlift.attribution.operator;

import io.trustlift.model.Event;
import io.trustlift.model.Rejected;
import io.trustlift.model.ViewerHash;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Counts the records that could not be read or used from the first, and lets no dead letter through
 * that names an erased viewer, in its key or anywhere in its value. One without a time that can be
 * read counts as older than the erasure.
 */
public final class ErasedLetters extends BroadcastProcessFunction<Rejected, Erased, Rejected> {

  private static final long serialVersionUID = 1L;

  /** A quoted text, or a word such as an id is. */
  private static final Pattern WORDS = Pattern.compile("(?<=\")[^\"]+(?=\")|[^\\s\"{}\\[\\],:]+");

  private final ErasureLedger ledger;

  public ErasedLetters(ErasureLedger ledger) {
    this.ledger = ledger;
  }

  @Override
  public void processBroadcastElement(Erased erased, Context ctx, Collector<Rejected> out)
      throws Exception {
    remember(erased, ctx.getBroadcastState(ErasureLedger.STATE));
  }

  static void remember(Erased erased, BroadcastState<String, Long> state) throws Exception {
    Long before = state.get(erased.viewerHash());
    if (before == null || before < erased.erasedAt()) {
      state.put(erased.viewerHash(), erased.erasedAt());
    }
  }

  @Override
  public void processElement(Rejected rejected, ReadOnlyContext ctx, Collector<Rejected> out)
      throws Exception {
    if (isErased(rejected, ctx.getBroadcastState(ErasureLedger.STATE))) {
      ctx.output(Outputs.COUNTS, CountKey.erased(rejected));
    } else {
      ctx.output(Outputs.COUNTS, CountKey.rejected(rejected));
      out.collect(rejected);
    }
  }

  private boolean isErased(Rejected rejected, ReadOnlyBroadcastState<String, Long> later)
      throws Exception {
    if (!ledger.isAnyone(later)) {
      return false;
    }
    String payload = new String(rejected.payload(), StandardCharsets.UTF_8);
    for (String word :
        (Iterable<String>)
            Stream.concat(
                    Stream.of(new String(rejected.key(), StandardCharsets.UTF_8)),
                    WORDS.matcher(payload).results().map(MatchResult::group))
                ::iterator) {
      long erasedAt = ledger.at(ViewerHash.of(word), later);
      if (erasedAt != ErasureLedger.NEVER
          && (rejected.eventTime() == Event.NO_TIME || rejected.eventTime() <= erasedAt)) {
        return true;
      }
    }
    return false;
  }
}
