package io.trustlift.dashboards.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.trustlift.dashboards.grafana.Datasource;
import java.util.Map;

/**
 * Writes the rules as a file that Grafana provisions alerting from.
 *
 * <p>Grafana expands {@code $NAME} in these files from the environment, except in a query's model.
 * Templates therefore name labels as {@code .Labels.name}, without a dollar.
 */
public final class AlertFiles {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder()
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .disable(YAMLGenerator.Feature.SPLIT_LINES)
              .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
              .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
              .build());

  private static final String EXPRESSION = "__expr__";
  private static final String QUERY_ID = "A";
  private static final String CONDITION_ID = "B";

  /** Seconds that a query's range reaches back; what counts is its end, which is now. */
  private static final int RANGE = 900;

  private AlertFiles() {}

  /** The text of each generated file in {@code dashboards/alerting/}, by its name. */
  public static Map<String, String> files() {
    ObjectNode file = JSON.objectNode().put("apiVersion", 1);
    ArrayNode groups = file.putArray("groups");
    AlertRules.ALL.forEach(group -> groups.add(group(group)));
    try {
      return Map.of(
          "rules.yaml",
          "# Written from io.trustlift.dashboards.alert.AlertRules; see CommittedFilesTest.\n"
              + YAML.writeValueAsString(file));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of JSON nodes can always be written", e);
    }
  }

  private static ObjectNode group(AlertRule.Group group) {
    ObjectNode json =
        JSON.objectNode()
            .put("orgId", 1)
            .put("name", group.name())
            .put("folder", "TrustLift")
            .put("interval", group.interval());
    ArrayNode rules = json.putArray("rules");
    group.rules().forEach(rule -> rules.add(rule(rule)));
    return json;
  }

  private static ObjectNode rule(AlertRule rule) {
    ObjectNode json = JSON.objectNode();
    json.put("uid", rule.uid());
    json.put("title", rule.title());
    json.put("condition", CONDITION_ID);
    json.putArray("data").add(query(rule)).add(threshold(rule));
    json.put("noDataState", rule.kind().noDataState());
    json.put("execErrState", "Error");
    json.put("for", rule.pending());
    json.putObject("annotations")
        .put("summary", rule.summary())
        .put("description", rule.wayOut())
        .put("dashboard", rule.link());
    json.putObject("labels").put("severity", rule.severity()).put("product", "trustlift");
    json.put("isPaused", false);
    return json;
  }

  private static ObjectNode query(AlertRule rule) {
    ObjectNode model = Datasource.query(rule.sql(), Datasource.Format.TABLE);
    model.set("datasource", Datasource.reference());
    ObjectNode json = JSON.objectNode().put("refId", QUERY_ID);
    json.putObject("relativeTimeRange").put("from", RANGE).put("to", 0);
    json.put("datasourceUid", Datasource.UID);
    json.set("model", model);
    return json;
  }

  private static ObjectNode threshold(AlertRule rule) {
    ObjectNode json = JSON.objectNode().put("refId", CONDITION_ID);
    json.putObject("relativeTimeRange").put("from", RANGE).put("to", 0);
    json.put("datasourceUid", EXPRESSION);
    ObjectNode model = json.putObject("model");
    model.put("refId", CONDITION_ID).put("type", "threshold").put("expression", QUERY_ID);
    model.putObject("datasource").put("type", EXPRESSION).put("uid", EXPRESSION);
    ObjectNode evaluator =
        model.putArray("conditions").addObject().put("type", "query").putObject("evaluator");
    evaluator.put("type", rule.test().type());
    evaluator.putArray("params").add(rule.test().than());
    return json;
  }
}
