package io.trustlift.exposure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * The strata of one stream and market in one block of five minutes, once all of its viewer-time and
 * inquiries are known.
 */
public final class RiskBlock {

  private record Key(String focus, List<String> others) {}

  /** Sums of a stratum, of the side without the focus at 0 and the side with it at 1. */
  private static final class Tally {
    final long[] milliseconds = new long[2];
    final long[] inquiries = new long[2];
  }

  /** One cell by types instead of credentials. */
  private record Typed(
      TreeSet<String> types, TreeSet<String> underExperiment, boolean inquiry, long amount) {}

  private final List<Typed> cells = new ArrayList<>();
  private final UnaryOperator<String> typeOf;

  /**
   * An empty block.
   *
   * @param typeOf the type of a credential as of the block's closing; null where it has none
   */
  public RiskBlock(UnaryOperator<String> typeOf) {
    this.typeOf = typeOf;
  }

  /** Takes the sum of a cell: milliseconds, or a number of inquiries. */
  public void add(RiskCell cell, long amount) {
    cells.add(
        new Typed(types(cell.exposed()), types(cell.underExperiment()), cell.inquiry(), amount));
  }

  private TreeSet<String> types(List<String> credentialIds) {
    TreeSet<String> types = new TreeSet<>();
    for (String credentialId : credentialIds) {
      String type = typeOf.apply(credentialId);
      if (type != null) {
        types.add(type);
      }
    }
    return types;
  }

  /**
   * The strata that say something, in no particular order: those with an inquiry and with
   * viewer-time of both sides. What had the focus before it by an experiment is left out of it.
   */
  public List<RiskStratum> strata(String streamId, String market, long block) {
    TreeSet<String> focuses = new TreeSet<>();
    cells.forEach(cell -> focuses.addAll(cell.types()));
    Map<Key, Tally> tallies = new HashMap<>();
    for (String focus : focuses) {
      for (Typed cell : cells) {
        if (!cell.underExperiment().contains(focus)) {
          add(focus, cell, tallies);
        }
      }
    }
    List<RiskStratum> strata = new ArrayList<>();
    tallies.forEach(
        (key, tally) -> {
          long inquiries = tally.inquiries[0] + tally.inquiries[1];
          if (tally.milliseconds[0] > 0 && tally.milliseconds[1] > 0 && inquiries > 0) {
            strata.add(
                new RiskStratum(
                    key.focus(),
                    market,
                    block,
                    streamId,
                    key.others(),
                    tally.milliseconds[1],
                    tally.milliseconds[0],
                    inquiries,
                    tally.inquiries[1]));
          }
        });
    return strata;
  }

  private static void add(String focus, Typed cell, Map<Key, Tally> tallies) {
    List<String> others = new ArrayList<>(cell.types());
    int side = others.remove(focus) ? 1 : 0;
    Tally tally = tallies.computeIfAbsent(new Key(focus, others), key -> new Tally());
    (cell.inquiry() ? tally.inquiries : tally.milliseconds)[side] += cell.amount();
  }
}
