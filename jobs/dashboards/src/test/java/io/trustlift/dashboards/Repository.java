package io.trustlift.dashboards;

import java.nio.file.Path;

/** The checkout that the tests run in. */
final class Repository {

  private Repository() {}

  static Path file(String name) {
    return Path.of(System.getProperty("trustlift.home", "../..")).resolve(name);
  }
}
