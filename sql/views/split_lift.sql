-- Lift told apart: by how something was shown, who watched, and how well the stream came through. The estimate and its interval are those of
-- trust.credential_lift, over the strata of trust.split_strata. An estimate, never an effect.
--
-- Parameters: from, to (UTC, whole minutes); mode: live, replay or all; focus: type, kind or credential; focus_value: which, or empty for all;
-- split:
--   placement     way of showing; several is more than one at once
--   verified      whether the catalogue says that a review is of a verified buyer
--   incentivised  whether the catalogue says that a review was rewarded
--   quality       smooth, some_stalls, poor: below 1 %, below 5 % or more of the market's viewer-time in the block stalled
--   audience      new or returning: began another visit at least six hours before, in any stream (mode live only)
--   times_seen    how many earlier visits of the viewer had seen the focus (mode live only, needs a focus_value)
--
-- One row for each market and over all (ALL), focus value, outcome and split value. values_differ_p is Cochran's Q over the split values of a
-- market, focus value and outcome that have eight streams: without it below 0.05 they are not called different. p_adjusted is Benjamini-Hochberg's over the rows of an outcome with a
-- market, and over its ALL rows.
CREATE OR REPLACE VIEW trust.split_lift AS
WITH
    -- A scalar is planned by itself.
    (
        SELECT groupArray((focus_value, split_value, outcome, cell_market, sums))
        FROM
        (
            SELECT focus_value, split_value, outcome, cell_market, sumForEach(tlStreamTerms(stream_terms)) AS sums
            FROM
            (
                SELECT
                    focus_value,
                    split_value,
                    side.1 AS outcome,
                    cell_market,
                    sumForEach(side.2) AS stream_terms
                FROM
                (
                    SELECT
                        stream_id,
                        market,
                        focus_value,
                        split_value,
                        tlStratumTerms(a[1], b[1], t1, t0) AS inquiry_terms,
                        tlStratumTerms(a[2], b[2], t1, t0) AS order_terms
                    FROM trust.split_strata(
                        from = {from:DateTime64(3, 'UTC')}, to = {to:DateTime64(3, 'UTC')}, mode = {mode:String}, focus = {focus:String},
                        focus_value = {focus_value:String}, split = {split:String})
                )
                ARRAY JOIN [('inquiry', inquiry_terms), ('order', order_terms)] AS side
                ARRAY JOIN [market, 'ALL'] AS cell_market
                GROUP BY stream_id, focus_value, split_value, outcome, cell_market
            )
            GROUP BY focus_value, split_value, outcome, cell_market
        )
    ) AS summed,
    cells AS
    (
        SELECT
            cell.1 AS focus_value,
            cell.2 AS split_value,
            cell.3 AS outcome,
            cell.4 AS market,
            cell.5 AS total,
            if(total[5] > 1, tlMantelHaenszelRatio(total[8], total[9]), NULL) AS rate_ratio
        FROM (SELECT arrayJoin(summed) AS cell)
    ),
    weights AS
    (
        SELECT *, tlEffectiveClusters(rate_ratio, total[15], total[16], total[17], total[8]) AS effective_streams
        FROM cells
    ),
    variances AS
    (
        SELECT
            *,
            tlMantelHaenszelClusterVariance(rate_ratio, effective_streams, total[15], total[16], total[17], total[8]) AS variance
        FROM weights
    ),
    tests AS
    (
        SELECT
            *,
            tlRatioP(rate_ratio, variance, effective_streams - 1) AS p_value,
            tlRatioLow(rate_ratio, variance, effective_streams - 1, 0.05) AS ratio_low
        FROM variances
    ),
    families AS
    (
        SELECT
            *,
            (focus_value, split_value, market) AS place,
            groupArray(place) OVER judged_together AS places,
            groupArray(tuple(p_value)) OVER judged_together AS family_p,
            groupArrayIf((log(rate_ratio), variance), total[14] >= 8) OVER (PARTITION BY outcome, focus_value, market) AS over_values
        FROM tests
        WINDOW judged_together AS (PARTITION BY outcome, market = 'ALL')
    ),
    judged AS
    (
        SELECT
            *,
            tlBenjaminiHochberg(arrayMap(p -> p.1, family_p))[indexOf(places, place)] AS p_adjusted,
            tlCochranP(arrayMap(pair -> pair.1, over_values), arrayMap(pair -> pair.2, over_values)) AS values_differ_p
        FROM families
    )
SELECT
    market,
    focus_value,
    {split:String} AS split,
    split_value,
    outcome,
    toUInt64(total[1]) AS exposed_events,
    total[3] / 60000 AS exposed_minutes,
    toUInt64(total[2]) AS baseline_events,
    total[4] / 60000 AS baseline_minutes,
    1000 * exposed_events / nullIf(exposed_minutes, 0) AS exposed_rate,
    1000 * baseline_events / nullIf(baseline_minutes, 0) AS baseline_rate,
    rate_ratio,
    if(ratio_low > 1e-300, ratio_low, NULL) AS low,
    rate_ratio * rate_ratio / low AS high,
    p_value,
    p_adjusted,
    values_differ_p,
    toUInt64(total[14]) AS streams,
    'observational' AS evidence,
    multiIf(
        streams < 8 OR p_adjusted IS NULL, 'too_little_data',
        p_adjusted >= 0.05, 'no_clear_change',
        rate_ratio > 1, 'up',
        'down') AS verdict
FROM judged
-- Not in a scalar, which would hide what is said.
WHERE NOT throwIf({focus:String} NOT IN ('type', 'kind', 'credential'), 'focus must be type, kind or credential')
    AND NOT throwIf({mode:String} NOT IN ('live', 'replay', 'all'), 'mode must be live, replay or all')
    AND NOT throwIf(
        {split:String} NOT IN ('placement', 'verified', 'incentivised', 'quality', 'audience', 'times_seen'),
        'split must be placement, verified, incentivised, quality, audience or times_seen')
    AND NOT throwIf(
        {split:String} IN ('audience', 'times_seen') AND {mode:String} != 'live', 'audience and times_seen are told of mode live only')
    AND NOT throwIf({split:String} = 'times_seen' AND {focus_value:String} = '', 'times_seen needs a focus_value')
ORDER BY outcome, market != 'ALL', market, focus_value, split_value;
