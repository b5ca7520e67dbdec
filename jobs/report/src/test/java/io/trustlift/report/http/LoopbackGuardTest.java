package io.trustlift.report.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoopbackGuardTest {

  @ParameterizedTest
  @CsvSource({
    "localhost, , true",
    "LOCALHOST:8123, , true",
    "127.0.0.1:8123, , true",
    "[::1]:8123, , true",
    "[::1], , true",
    "localhost, http://localhost:3000, true",
    "localhost, http://127.0.0.1, true",
    "evil.example, , false",
    "localhost.evil.example, , false",
    "127.0.0.1.evil.example:8123, , false",
    "localhost, http://evil.example, false",
    "localhost, http://localhost.evil.example, false",
    "localhost, null, false",
    "localhost, '', false",
    "localhost, 'not a uri', false",
    ", , false",
  })
  void admitsThisMachineOnly(String host, String origin, boolean admitted) {
    Headers headers = new Headers();
    if (host != null) {
      headers.set("Host", host);
    }
    if (origin != null) {
      headers.set("Origin", origin);
    }

    assertThat(LoopbackGuard.admits(headers)).isEqualTo(admitted);
  }
}
