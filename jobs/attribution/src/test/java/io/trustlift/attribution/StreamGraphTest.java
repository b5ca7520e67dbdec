package io.trustlift.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.adapters.SourceFormats;
import io.trustlift.attribution.operator.Outputs;
import io.trustlift.clickhouse.ClickHouseUrl;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.runtime.kryo.KryoSerializer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a savepoint relies on, looked up in the job as it is submitted. */
class StreamGraphTest {

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyOperatorHasAUidOfItsOwn(boolean bounded) {
    StreamGraph graph = graph(bounded);
    assertThat(graph.getStreamNodes()).hasSizeGreaterThan(20);
    assertThat(graph.getStreamNodes())
        .allSatisfy(
            node ->
                assertThat(node.getTransformationUID())
                    .as("uid of %s", node.getOperatorName())
                    .isNotBlank());
    assertThat(graph.getStreamNodes().stream().map(StreamNode::getTransformationUID))
        .doesNotHaveDuplicates();
  }

  @Test
  void theUidsAreTheSameHoweverTheJobIsRun() {
    assertThat(uids(graph(true))).isEqualTo(uids(graph(false)));
  }

  /** A uid that changes leaves its state behind in the last savepoint. */
  @Test
  void theUidsOfOperatorsWithStateStay() {
    assertThat(uids(graph(false)))
        .contains(
            "read",
            "settle-displays",
            "judge-credentials",
            "join-viewers",
            "display-rows",
            "total-exposure",
            "total-counts");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void nothingIsLeftToKryo(boolean bounded) {
    StreamExecutionEnvironment env = environment(bounded);
    assertThat(env.getConfig().getSerializerConfig().hasGenericTypesDisabled()).isTrue();
    for (StreamNode node : env.getStreamGraph().getStreamNodes()) {
      List<TypeSerializer<?>> serializers = new ArrayList<>();
      serializers.addAll(Arrays.asList(node.getTypeSerializersIn()));
      serializers.add(node.getTypeSerializerOut());
      serializers.add(node.getStateKeySerializer());
      assertThat(serializers)
          .as(node.getOperatorName())
          .noneMatch(serializer -> serializer instanceof KryoSerializer);
    }
  }

  static Stream<OutputTag<?>> sideOutputs() {
    return Arrays.stream(Outputs.class.getFields()).map(StreamGraphTest::value);
  }

  private static OutputTag<?> value(Field tag) {
    try {
      return (OutputTag<?>) tag.get(null);
    } catch (IllegalAccessException e) {
      throw new LinkageError("Outputs are public", e);
    }
  }

  /** The graph knows a side output's type only when the job runs. */
  @ParameterizedTest
  @MethodSource("sideOutputs")
  void noSideOutputIsLeftToKryo(OutputTag<?> tag) {
    SerializerConfig config = environment(false).getConfig().getSerializerConfig();
    assertThat(tag.getTypeInfo().createSerializer(config)).isNotInstanceOf(KryoSerializer.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void stateIsCutInto720Parts(boolean bounded) {
    for (JobVertex vertex : graph(bounded).getJobGraph().getVertices()) {
      assertThat(vertex.getMaxParallelism()).as(vertex.getName()).isEqualTo(720);
    }
  }

  @Test
  void sinksRunInTasksOfTheirOwn() {
    for (JobVertex vertex : graph(false).getJobGraph().getVertices()) {
      if (vertex.getName().contains("write-") && vertex.getName().contains("Writer")) {
        assertThat(vertex.getName()).doesNotContain("join-viewers").doesNotContain("total-");
      }
    }
  }

  private static List<String> uids(StreamGraph graph) {
    return graph.getStreamNodes().stream().map(StreamNode::getTransformationUID).sorted().toList();
  }

  private static StreamGraph graph(boolean bounded) {
    return environment(bounded).getStreamGraph();
  }

  private static StreamExecutionEnvironment environment(boolean bounded) {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
    AttributionJob.define(
        env,
        JobConfig.defaults(
            "localhost:9092",
            ClickHouseUrl.loopback(8123),
            bounded,
            SourceFormats.CONTRACT,
            ViewerIdSecret.NONE));
    return env;
  }
}
