package io.trustlift.dashboards;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.trustlift.dashboards.board.CredentialBoard;
import io.trustlift.dashboards.board.ExperimentBoard;
import io.trustlift.dashboards.board.LibraryBoard;
import io.trustlift.dashboards.board.MarketBoard;
import io.trustlift.dashboards.board.OverviewBoard;
import io.trustlift.dashboards.board.PipelineBoard;
import io.trustlift.dashboards.board.StreamBoard;
import io.trustlift.dashboards.board.WeeklyBoard;
import io.trustlift.dashboards.grafana.Dashboard;
import io.trustlift.dashboards.grafana.DashboardJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All dashboards, from general to specific. */
public final class Dashboards {

  public static final List<Dashboard> ALL =
      List.of(
          OverviewBoard.dashboard(),
          MarketBoard.dashboard(),
          StreamBoard.dashboard(),
          CredentialBoard.dashboard(),
          ExperimentBoard.dashboard(),
          LibraryBoard.dashboard(),
          WeeklyBoard.dashboard(),
          PipelineBoard.dashboard());

  private static final ObjectWriter WRITER =
      new ObjectMapper()
          .writer(
              new DefaultPrettyPrinter()
                  .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                  .withArrayIndenter(new DefaultIndenter("  ", "\n")));

  private Dashboards() {}

  /** The text of each file in {@code dashboards/}, by its name. */
  public static Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    for (Dashboard dashboard : ALL) {
      files.put(dashboard.name() + ".json", text(dashboard));
    }
    return files;
  }

  private static String text(Dashboard dashboard) {
    try {
      return WRITER.writeValueAsString(DashboardJson.of(dashboard)) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of JSON nodes can always be written", e);
    }
  }
}
