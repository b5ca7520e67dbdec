package io.trustlift.attribution;

import io.trustlift.attribution.operator.RiskKey;
import io.trustlift.exposure.RateMonitor;
import io.trustlift.exposure.RiskBlock;
import io.trustlift.exposure.RiskCell;
import io.trustlift.exposure.RiskStratum;
import io.trustlift.model.CodePoints;
import io.trustlift.model.row.CredentialRow;
import io.trustlift.model.row.RateMonitorRow;
import io.trustlift.reference.History;
import io.trustlift.reference.Reference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rows of {@code rate_monitor} that a history must give: who was at risk comes from the
 * brute-force reference, the types from the whole catalogue.
 */
final class ExpectedRates {

  private ExpectedRates() {}

  static List<RateMonitorRow> of(History history, List<CredentialRow> catalogue) {
    Map<RiskKey.Room, RiskBlock> blocks = new HashMap<>();
    Reference.atRisk(history)
        .forEach(
            (key, amount) -> {
              RiskKey.Room room =
                  new RiskKey.Room(
                      (Long) key.get("block"),
                      (String) key.get("stream_id"),
                      (String) key.get("market"));
              long time = RiskKey.Room.finalAt(room.block());
              blocks
                  .computeIfAbsent(
                      room, r -> new RiskBlock(credential -> type(credential, time, catalogue)))
                  .add(
                      new RiskCell(
                          texts(key.get("exposed")),
                          texts(key.get("under_experiment")),
                          key.get("inquiry").equals(1L)),
                      amount);
            });
    Map<String, TreeMap<Long, List<RiskStratum>>> monitors = new HashMap<>();
    blocks.forEach(
        (room, block) ->
            block
                .strata(room.streamId(), room.market(), room.block())
                .forEach(
                    stratum ->
                        monitors
                            .computeIfAbsent(
                                stratum.focus() + " " + stratum.market(), key -> new TreeMap<>())
                            .computeIfAbsent(stratum.block(), key -> new ArrayList<>())
                            .add(stratum)));
    List<RateMonitorRow> rows = new ArrayList<>();
    for (TreeMap<Long, List<RiskStratum>> byBlock : monitors.values()) {
      RateMonitor monitor = new RateMonitor();
      for (List<RiskStratum> strata : byBlock.values()) {
        strata.sort(RiskStratum.ORDER);
        rows.add(monitor.add(strata));
      }
    }
    return rows;
  }

  private static String type(String credential, long time, List<CredentialRow> catalogue) {
    return catalogue.stream()
        .filter(row -> row.credentialId().equals(credential) && row.eventTime() <= time)
        .max(
            Comparator.comparingLong(CredentialRow::eventTime)
                .thenComparing(CredentialRow::eventId, CodePoints.ORDER))
        .map(CredentialRow::type)
        .orElse(null);
  }

  private static List<String> texts(Object list) {
    return ((List<?>) list).stream().map(String.class::cast).toList();
  }
}
