package io.trustlift.local.clickhouse;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

/** The signals that a terminal sends to every process started from it. */
final class TerminalSignals {

  /** The part of the C library that is used here. */
  interface CLibrary extends Library {

    /** Sets what a signal does and returns what it did. */
    Pointer signal(int number, Pointer handler);
  }

  private static final int HANGUP = 1;
  private static final int INTERRUPT = 2;
  private static final Pointer IGNORE = Pointer.createConstant(1);

  private TerminalSignals() {}

  /**
   * Has this process take no notice of Ctrl-C, nor of the terminal going away. Java has no
   * interface of its own for that.
   */
  static void ignore() {
    CLibrary c = Native.load("c", CLibrary.class);
    c.signal(HANGUP, IGNORE);
    c.signal(INTERRUPT, IGNORE);
  }
}
