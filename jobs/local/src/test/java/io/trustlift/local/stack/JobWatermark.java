package io.trustlift.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trustlift.local.flink.LocalFlink;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.apache.flink.api.common.JobID;

/** How far a job has come in event time, as Flink's web interface tells it, a few seconds late. */
final class JobWatermark {

  private static final ObjectMapper JSON = new ObjectMapper();

  private JobWatermark() {}

  /** The least of all tasks behind the source; {@link Long#MIN_VALUE} before there is one. */
  static long of(LocalFlink flink, JobID job) throws IOException, InterruptedException {
    long least = Long.MAX_VALUE;
    for (JsonNode vertex : ask(flink, "/jobs/" + job).path("vertices")) {
      String path = "/jobs/" + job + "/vertices/" + vertex.path("id").asText() + "/watermarks";
      for (JsonNode subtask : ask(flink, path)) {
        least = Math.min(least, subtask.path("value").asLong(Long.MIN_VALUE));
      }
    }
    return least == Long.MAX_VALUE ? Long.MIN_VALUE : least;
  }

  private static JsonNode ask(LocalFlink flink, String path)
      throws IOException, InterruptedException {
    return JSON.readTree(
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(flink.webUrl() + path)).build(),
                HttpResponse.BodyHandlers.ofByteArray())
            .body());
  }
}
