package io.trustlift.local.redrive;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Settles what is in doubt, from the records that were found in the topic. */
final class Doubts {

  private Doubts() {}

  /**
   * Where each partition has to be read from to find whatever was sent for any of these: the
   * earliest of the ends. A partition that one of them did not know is new since, and is read from
   * its beginning.
   */
  static List<Long> readFrom(List<LedgerRow> doubts) {
    int known = doubts.stream().mapToInt(row -> row.endsBefore().size()).min().orElse(0);
    List<Long> from = new ArrayList<>();
    for (int partition = 0; partition < known; partition++) {
      int index = partition;
      from.add(doubts.stream().mapToLong(row -> row.endsBefore().get(index)).min().orElse(0));
    }
    return from;
  }

  /**
   * What became of each: sent where its record was found, else never.
   *
   * @param found all committed records since, by {@link RedriveHeader}
   */
  static List<LedgerRow> settled(List<LedgerRow> doubts, Map<String, Place> found) {
    return doubts.stream()
        .map(
            row -> {
              Place place =
                  found.get(
                      new String(
                          RedriveHeader.of(row.redriveId(), row.letter()),
                          java.nio.charset.StandardCharsets.UTF_8));
              return place == null ? row.aborted() : row.sent(place);
            })
        .toList();
  }
}
