package io.trustlift.exposure;

import io.trustlift.model.row.RateMonitorRow;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * Section "Anytime-valid rate monitoring" for one focus and market. Each first inquiry of a stratum
 * multiplies the likelihood ratio of every rate ratio theta against 1 by {@code E(theta) = theta^y
 * (T1 + T0) / (theta T1 + T0)}, where y = 1 when it came with the focus before the viewer and T1,
 * T0 are the stratum's viewer-time at risk with and without. Mixed over theta, that is a test
 * martingale for theta = 1: its running maximum M gives p = 1/M after every block (Ville's
 * inequality).
 */
public final class RateMonitor {

  private final double[] logs;
  private long inquiries;
  private long exposedInquiries;
  private double expectedExposed;
  private double maxLogE;

  /** A monitor that has seen nothing. */
  public RateMonitor() {
    this(new double[RatioGrid.SIZE]);
  }

  private RateMonitor(double[] logs) {
    this.logs = logs;
  }

  /**
   * Takes the strata of the next block of one focus and market.
   *
   * @param strata at least one, in {@link RiskStratum#ORDER}, on which the last bits of the sums
   *     depend
   * @return the row of that block
   */
  public RateMonitorRow add(List<RiskStratum> strata) {
    for (RiskStratum stratum : strata) {
      RatioGrid.add(logs, stratum);
      inquiries += stratum.inquiries();
      exposedInquiries += stratum.exposedInquiries();
      expectedExposed += stratum.inquiries() * stratum.exposedShare();
    }
    double logE = RatioGrid.logMean(logs);
    maxLogE = Math.max(maxLogE, logE);
    boolean oneSided = exposedInquiries == 0 || exposedInquiries == inquiries;
    RiskStratum any = strata.get(0);
    return new RateMonitorRow(
        any.focus(),
        any.market(),
        any.block(),
        inquiries,
        exposedInquiries,
        expectedExposed,
        logE,
        maxLogE,
        StrictMath.exp(-maxLogE),
        oneSided ? null : RatioGrid.greatest(logs));
  }

  public void write(DataOutput out) throws IOException {
    for (double log : logs) {
      out.writeDouble(log);
    }
    out.writeLong(inquiries);
    out.writeLong(exposedInquiries);
    out.writeDouble(expectedExposed);
    out.writeDouble(maxLogE);
  }

  public static RateMonitor read(DataInput in) throws IOException {
    double[] logs = new double[RatioGrid.SIZE];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = in.readDouble();
    }
    RateMonitor monitor = new RateMonitor(logs);
    monitor.inquiries = in.readLong();
    monitor.exposedInquiries = in.readLong();
    monitor.expectedExposed = in.readDouble();
    monitor.maxLogE = in.readDouble();
    return monitor;
  }
}
