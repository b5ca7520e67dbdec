package io.trustlift.local.process;

import java.io.IOException;

/** Ends a child process when the one that started it is gone: its standard input then ends. */
public final class ParentWatch {

  private ParentWatch() {}

  /** Begins to watch. */
  public static void start() {
    Thread watch = new Thread(ParentWatch::awaitEnd, "parent-watch");
    watch.setDaemon(true);
    watch.start();
  }

  @SuppressWarnings("SystemExitOutsideMain") // ending the process is what this is for
  private static void awaitEnd() {
    try {
      while (System.in.read() >= 0) {
        // nothing is ever said, only the end counts
      }
    } catch (IOException e) {
      // the pipe broke: the parent is gone just as well
    }
    System.exit(0);
  }
}
