package io.trustlift.model.row;

/**
 * A row of {@code rate_monitor}: what is known by the end of a five-minute block of whether viewers
 * of one market ask sooner while a credential of one type is before them. It may be looked at after
 * every block: however often that is, {@code pValue} falls below a bound by chance in at most that
 * share of monitors.
 *
 * @param focusValue the credential type
 * @param block start of the five minutes, epoch milliseconds
 * @param inquiries first inquiries so far in strata with viewer-time of both sides
 * @param exposedInquiries those of them from exposed viewers
 * @param expectedExposed how many would be if exposure made no difference
 * @param logE natural logarithm of the mixed test martingale after this block
 * @param maxLogE the greatest {@code logE} so far, at least 0
 * @param pValue {@code exp(-maxLogE)}, at most 1
 * @param rateRatio maximum-likelihood estimate of exposed over unexposed rate; null where there is
 *     none, all inquiries being of one side
 */
public record RateMonitorRow(
    String focusValue,
    String market,
    long block,
    long inquiries,
    long exposedInquiries,
    double expectedExposed,
    double logE,
    double maxLogE,
    double pValue,
    Double rateRatio) {}
