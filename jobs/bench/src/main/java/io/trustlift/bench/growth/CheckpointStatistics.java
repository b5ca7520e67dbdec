package io.trustlift.bench.growth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import org.apache.flink.api.common.JobID;

/**
 * The latest checkpoint, as Flink's REST interface tells of it.
 *
 * @param stateBytes of the whole state
 * @param writtenBytes by this checkpoint
 * @param seconds from its trigger to its end
 */
record CheckpointStatistics(long stateBytes, long writtenBytes, double seconds) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static CheckpointStatistics latest(String webUrl, JobID job) throws IOException {
    JsonNode latest =
        JSON.readTree(URI.create(webUrl + "/jobs/" + job + "/checkpoints").toURL())
            .path("latest")
            .path("completed");
    return new CheckpointStatistics(
        latest.path("state_size").asLong(),
        latest.path("checkpointed_size").asLong(),
        latest.path("end_to_end_duration").asLong() / 1e3);
  }
}
