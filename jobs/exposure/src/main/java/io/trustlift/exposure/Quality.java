package io.trustlift.exposure;

import java.util.Locale;

/** What is summed up of how well a stream came through. */
public enum Quality {
  /** Milliseconds of stalled playback. */
  STALL_MS,
  /** Milliseconds behind the host, over the events that told it. */
  LATENCY_MS,
  /** Events that told their latency. */
  LATENCY_EVENTS;

  private final String text = name().toLowerCase(Locale.ROOT);

  /** The name in the table. */
  public String text() {
    return text;
  }
}
