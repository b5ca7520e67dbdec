package io.trustlift.local.stack;

import io.trustlift.attribution.ViewerIdSecret;
import io.trustlift.local.process.StartException;

/** The secret for viewer ids, as commands find it. */
public final class ViewerIdSecrets {

  private ViewerIdSecrets() {}

  /**
   * The secret that the environment holds or names the file of, if any.
   *
   * @throws StartException when it cannot be used
   */
  public static ViewerIdSecret ofEnvironment() {
    try {
      return ViewerIdSecret.of(System.getenv());
    } catch (IllegalArgumentException e) {
      throw new StartException(e.getMessage(), e);
    }
  }
}
