package io.trustlift.exposure;

import java.util.Locale;

/**
 * What is summed up of how well a stream came through: stalls, and latency as a sum and as a
 * histogram, from which percentiles can be told for any range and market.
 */
public enum Quality {
  /** Milliseconds of stalled playback. */
  STALL_MS(0),
  /** Milliseconds behind the host, over the events that told it. */
  LATENCY_MS(0),

  // Events that told a latency above the bound before and up to this one, milliseconds.
  LATENCY_LE_100(100),
  LATENCY_LE_200(200),
  LATENCY_LE_300(300),
  LATENCY_LE_400(400),
  LATENCY_LE_500(500),
  LATENCY_LE_600(600),
  LATENCY_LE_700(700),
  LATENCY_LE_800(800),
  LATENCY_LE_900(900),
  LATENCY_LE_1000(1_000),
  LATENCY_LE_1250(1_250),
  LATENCY_LE_1500(1_500),
  LATENCY_LE_1750(1_750),
  LATENCY_LE_2000(2_000),
  LATENCY_LE_2500(2_500),
  LATENCY_LE_3000(3_000),
  LATENCY_LE_4000(4_000),
  LATENCY_LE_5000(5_000),
  LATENCY_LE_7500(7_500),
  LATENCY_LE_10000(10_000),
  LATENCY_LE_15000(15_000),
  LATENCY_LE_20000(20_000),
  LATENCY_LE_30000(30_000),
  LATENCY_LE_60000(60_000),
  LATENCY_LE_INF(Integer.MAX_VALUE);

  private static final Quality[] ALL = values();

  private final String text = name().toLowerCase(Locale.ROOT);
  private final int bound;

  Quality(int bound) {
    this.bound = bound;
  }

  /** The name in the table. */
  public String text() {
    return text;
  }

  /** The class of the histogram that a latency falls into, milliseconds, at least 0. */
  static Quality ofLatency(int milliseconds) {
    int place = LATENCY_LE_100.ordinal();
    while (ALL[place].bound < milliseconds) {
      place++;
    }
    return ALL[place];
  }
}
