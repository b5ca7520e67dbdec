-- Lift step by step, for what wears off: trust.credential_lift over each of the steps of a range, without what it adjusts over a
-- table of cells. By market and over all (ALL). A stream counts in the steps in which it was on.
--
-- Parameters: from, to (UTC); mode: live, replay or all; focus: type, kind or credential; step: seconds, steps begin at multiples of it
-- since the epoch (weeks on Mondays).
CREATE OR REPLACE VIEW trust.credential_lift_over_time AS
WITH
    345600 AS monday,
    clusters AS
    (
        SELECT
            toDateTime(monday + intDiv(toUnixTimestamp(terms.hour) - monday, {step:UInt32}) * {step:UInt32}, 'UTC') AS bucket,
            terms.market AS cell_market,
            terms.focus_value AS focus_value,
            terms.outcome AS outcome,
            tlStreamTerms(sumForEach(terms.terms)) AS stream_terms
        FROM trust.lift_terms_between(
            from = {from:DateTime64(3, 'UTC')}, to = {to:DateTime64(3, 'UTC')}, mode = {mode:String}, focus = {focus:String}, lag = 0, pooled = 0) AS terms
        GROUP BY bucket, cell_market, focus_value, outcome, terms.stream_id
    ),
    sums AS
    (
        SELECT bucket, cell_market, focus_value, outcome, sumForEach(stream_terms) AS total
        FROM clusters
        GROUP BY bucket, cell_market, focus_value, outcome
    ),
    cells AS
    (
        SELECT
            bucket,
            cell_market,
            focus_value,
            outcome,
            total[1] AS exposed_events,
            total[3] / 60000 AS exposed_minutes,
            total[8] AS r_sum,
            total[14] AS streams,
            total[15] AS rr,
            total[16] AS rs,
            total[17] AS ss,
            if(total[5] > 1, tlMantelHaenszelRatio(total[8], total[9]), NULL) AS rate_ratio
        FROM sums
    ),
    weights AS
    (
        SELECT *, tlEffectiveClusters(rate_ratio, rr, rs, ss, r_sum) AS effective_streams
        FROM cells
    ),
    variances AS
    (
        SELECT *, tlMantelHaenszelClusterVariance(rate_ratio, effective_streams, rr, rs, ss, r_sum) AS variance
        FROM weights
    ),
    bounded AS
    (
        SELECT *, tlRatioLow(rate_ratio, variance, effective_streams - 1, 0.05) AS ratio_low
        FROM variances
    )
SELECT
    bucket,
    cell_market AS market,
    focus_value,
    outcome,
    toUInt64(exposed_events) AS exposed_events,
    exposed_minutes,
    rate_ratio,
    if(ratio_low > 1e-300, ratio_low, NULL) AS low,
    rate_ratio * rate_ratio / low AS high,
    toUInt64(streams) AS streams,
    multiIf(
        streams < 8 OR low IS NULL, 'too_little_data',
        low > 1, 'up',
        high < 1, 'down',
        'no_clear_change') AS verdict,
    'observational' AS evidence
FROM bounded
ORDER BY bucket, market != 'ALL', market, focus_value, outcome;
