package io.trustlift.local.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Submits a jar over Flink's REST interface.
 *
 * @param http sends the requests
 * @param server address of the JobManager
 */
record JobSubmission(HttpClient http, URI server) {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LINE = "\r\n";

  /**
   * Hands a jar to the JobManager.
   *
   * @return the id that it goes by there
   */
  String upload(Path jar) throws IOException {
    String boundary = UUID.randomUUID().toString();
    String head =
        String.join(
            LINE,
            "--" + boundary,
            "Content-Disposition: form-data; name=\"jarfile\"; filename=\"job.jar\"",
            "Content-Type: application/java-archive",
            "",
            "");
    HttpRequest.BodyPublisher body =
        HttpRequest.BodyPublishers.concat(
            HttpRequest.BodyPublishers.ofString(head),
            HttpRequest.BodyPublishers.ofFile(jar),
            HttpRequest.BodyPublishers.ofString(LINE + "--" + boundary + "--" + LINE));
    String file =
        send("/jars/upload", "multipart/form-data; boundary=" + boundary, body)
            .path("filename")
            .asText();
    return Path.of(file).getFileName().toString();
  }

  /**
   * Runs a jar's main method in the JobManager, which submits the job.
   *
   * @return the id of the job
   */
  String run(String jarId, Path jobConfig, int parallelism) throws IOException {
    ObjectNode request = JSON.createObjectNode();
    request.set("programArgsList", JSON.valueToTree(List.of(jobConfig.toString())));
    request.put("parallelism", parallelism);
    return send(
            "/jars/" + jarId + "/run",
            "application/json",
            HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(request)))
        .path("jobid")
        .asText();
  }

  private JsonNode send(String path, String contentType, HttpRequest.BodyPublisher body)
      throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve(path))
            .timeout(PATIENCE)
            .header("Content-Type", contentType)
            .POST(body)
            .build();
    try {
      HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(
            path + " was refused: " + new String(answer.body(), StandardCharsets.UTF_8));
      }
      return JSON.readTree(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
