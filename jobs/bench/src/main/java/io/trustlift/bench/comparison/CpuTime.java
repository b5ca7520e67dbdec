package io.trustlift.bench.comparison;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * Processor time that has been used so far, in nanoseconds. Beside time on the clock it says what
 * something costs even where other programs take part of the processors.
 *
 * @param flink of this process, where the jobs run
 * @param kafka of the broker
 * @param clickHouse of the database
 */
record CpuTime(long flink, long kafka, long clickHouse) {

  static CpuTime now(long kafkaPid, long clickHousePid) {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new CpuTime(system.getProcessCpuTime(), of(kafkaPid), of(clickHousePid));
  }

  private static long of(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .map(Duration::toNanos)
        .orElse(0L);
  }

  CpuTime since(CpuTime earlier) {
    return new CpuTime(
        flink - earlier.flink, kafka - earlier.kafka, clickHouse - earlier.clickHouse);
  }

  /** Of all three. */
  long total() {
    return flink + kafka + clickHouse;
  }
}
