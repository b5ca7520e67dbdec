package io.trustlift.local.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import org.junit.jupiter.api.Test;

class QueryRequestTest {

  private static QueryRequest request(String url, boolean readOnly) {
    return QueryRequest.of(url, new Headers(), readOnly);
  }

  @Test
  void tellsSettingsFromParametersAndTheRest() {
    QueryRequest request =
        request(
            "query=SELECT+1&database=trust&max_threads=2&param_x=%27y%27&session_id=s&user=u&password=p&query_id=q&compress=1",
            false);

    assertThat(request.query()).asString().isEqualTo("SELECT 1");
    assertThat(request.database()).isEqualTo("trust");
    assertThat(request.queryId()).isEqualTo("q");
    assertThat(request.compress()).isTrue();
    assertThat(request.decompress()).isFalse();
    assertThat(request.settings())
        .containsOnlyKeys("max_threads", "session_timezone", "async_insert", "implicit_select");
    assertThat(request.parameters()).containsOnlyKeys("x");
    assertThat(request.parameters().get("x")).asString().isEqualTo("'y'");
  }

  @Test
  void defaultsAreUtcAndWaitingInserts() {
    assertThat(request(null, false).settings())
        .containsEntry("session_timezone", "UTC")
        .containsEntry("async_insert", "0")
        .doesNotContainKey("readonly");
    assertThat(request("session_timezone=Asia/Tokyo", false).settings())
        .containsEntry("session_timezone", "Asia/Tokyo");
    assertThat(request(null, false).format()).isEqualTo("TabSeparated");
  }

  @Test
  void aReadingMethodIsReadOnlyWhateverTheUrlSays() {
    assertThat(request(null, true).settings()).containsEntry("readonly", "2");
    assertThat(request("readonly=0", true).settings()).containsEntry("readonly", "2");
    assertThat(request("readonly=1", true).settings()).containsEntry("readonly", "1");
  }

  @Test
  void gzipNeedsBothTheSettingAndTheHeader() {
    Headers headers = new Headers();
    headers.set("Accept-Encoding", "deflate, gzip");

    assertThat(QueryRequest.of("enable_http_compression=1", headers, false).gzip()).isTrue();
    assertThat(QueryRequest.of(null, headers, false).gzip()).isFalse();
    assertThat(request("enable_http_compression=1", false).gzip()).isFalse();
  }
}
