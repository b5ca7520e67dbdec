package io.trustlift.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** When the picture of one room stalls and lags, market by market. */
final class BadSpells {
  /** The grid of spells: that of the strata of lift, so that a block is good or bad as a whole. */
  static final long BLOCK = 5 * ContractTimes.MINUTE;

  private final Map<String, NavigableSet<Long>> blocks;

  private BadSpells(Map<String, NavigableSet<Long>> blocks) {
    this.blocks = blocks;
  }

  static BadSpells draw(StreamPlan stream, SimulationConfig config) {
    double badShare = config.practices().quality().badShare();
    Map<String, NavigableSet<Long>> blocks = new TreeMap<>();
    if (badShare > 0) {
      Draws draws = Draws.of(config.seed(), Draws.Purpose.QUALITY, stream.index());
      for (String market : config.markets()) {
        blocks.put(market, drawBlocks(stream, badShare, draws));
      }
    }
    return new BadSpells(blocks);
  }

  private static NavigableSet<Long> drawBlocks(StreamPlan stream, double badShare, Draws draws) {
    NavigableSet<Long> bad = new TreeSet<>();
    for (long block = stream.start() / BLOCK; block <= stream.end() / BLOCK; block++) {
      // A spell of two blocks follows half of the beginnings.
      if (draws.chance(badShare / 1.5)) {
        bad.add(block);
        if (draws.chance(0.5)) {
          bad.add(block + 1);
        }
      }
    }
    return bad;
  }

  boolean bad(MarketProfile market, long time) {
    NavigableSet<Long> bad = blocks.get(market.code());
    return bad != null && bad.contains(time / BLOCK);
  }

  /** The bad blocks. */
  List<Truth.BadBlock> truth(StreamPlan stream, SimulationConfig config) {
    List<Truth.BadBlock> all = new ArrayList<>();
    blocks.forEach(
        (market, bad) -> {
          String code = config.codeInFiles(MarketProfile.of(market));
          bad.forEach(block -> all.add(new Truth.BadBlock(stream.streamId(), code, block * BLOCK)));
        });
    return all;
  }
}
