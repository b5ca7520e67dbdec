-- Outcomes by how many credentials are on screen at once (dose: 0, 1, 2, or 3 and more). Rates are crude, since hosts choose when. rate_ratio sets each
-- number against one credential, within the same stream, mode, market and five minutes (Mantel-Haenszel, 95 % interval robust to clustering by
-- stream, as trust.credential_lift): does one more help, or hurt? By market and over all (ALL).
--
-- Parameters: from, to (UTC, whole minutes); mode: live, replay or all.
CREATE OR REPLACE VIEW trust.dose AS
WITH
    states AS
    (
        SELECT
            stream_id,
            toString(mode) AS mode,
            toString(market) AS market,
            toStartOfFiveMinutes(minute) AS block,
            toUInt8(least(3, length(on_screen))) AS dose,
            toUInt64(viewer_ms) AS ms,
            [0, 0] AS events
        FROM trust.exposure_time
        WHERE minute >= {from:DateTime64(3, 'UTC')}
            AND minute < {to:DateTime64(3, 'UTC')}
            AND ({mode:String} = 'all' OR mode = {mode:String})
        UNION ALL
        SELECT
            stream_id,
            toString(mode) AS mode,
            toString(market) AS market,
            toStartOfFiveMinutes(toDateTime(occurred_at, 'UTC')) AS block,
            toUInt8(least(3, length(on_screen))) AS dose,
            toUInt64(0) AS ms,
            [kind = 'inquiry', kind = 'order'] AS events
        FROM trust.outcomes
        WHERE attribution = 'in_visit'
            AND toStartOfMinute(occurred_at) >= {from:DateTime64(3, 'UTC')}
            AND toStartOfMinute(occurred_at) < {to:DateTime64(3, 'UTC')}
            AND ({mode:String} = 'all' OR mode = {mode:String})
    ),
    strata AS
    (
        SELECT
            stream_id,
            mode,
            market,
            block,
            arrayMap(k -> toUInt64(k), [sumIf(ms, dose = 0), sumIf(ms, dose = 1), sumIf(ms, dose = 2), sumIf(ms, dose = 3)]) AS times,
            [
                sumForEachIf(events, dose = 0), sumForEachIf(events, dose = 1), sumForEachIf(events, dose = 2),
                sumForEachIf(events, dose = 3)
            ] AS happened
        FROM states
        GROUP BY stream_id, mode, market, block
    ),
    rooms AS
    (
        SELECT
            cell_market,
            dose_no,
            outcome_no,
            sum(times[dose_no]) AS ms,
            sum(happened[dose_no][outcome_no]) AS events,
            tlStreamTerms(sumForEach(tlStratumTerms(
                happened[dose_no][outcome_no], happened[2][outcome_no], if(dose_no = 2, 0, times[dose_no]), times[2]))) AS terms
        FROM strata
        ARRAY JOIN [1, 2, 3, 4] AS dose_no
        ARRAY JOIN [1, 2] AS outcome_no
        ARRAY JOIN [market, 'ALL'] AS cell_market
        GROUP BY stream_id, cell_market, dose_no, outcome_no
    ),
    sums AS
    (
        SELECT
            cell_market,
            dose_no,
            outcome_no,
            sum(ms) AS all_ms,
            sum(events) AS all_events,
            sumForEach(terms) AS total,
            if(total[5] > 1, tlMantelHaenszelRatio(total[8], total[9]), NULL) AS found_ratio
        FROM rooms
        GROUP BY cell_market, dose_no, outcome_no
    ),
    weights AS
    (
        SELECT *, tlEffectiveClusters(found_ratio, total[15], total[16], total[17], total[8]) AS effective_streams
        FROM sums
    ),
    bounded AS
    (
        SELECT
            *,
            tlRatioLow(
                found_ratio,
                tlMantelHaenszelClusterVariance(found_ratio, effective_streams, total[15], total[16], total[17], total[8]),
                effective_streams - 1,
                0.05) AS ratio_low
        FROM weights
    )
SELECT
    cell_market AS market,
    ['inquiry', 'order'][outcome_no] AS outcome,
    ['0', '1', '2', '3 and more'][dose_no] AS dose,
    all_ms / 60000 AS viewer_minutes,
    toUInt64(all_events) AS events,
    1000 * events / nullIf(viewer_minutes, 0) AS rate,
    if(dose_no = 2, 1, found_ratio) AS rate_ratio,
    if(dose_no = 2 OR ratio_low <= 1e-300, NULL, ratio_low) AS low,
    rate_ratio * rate_ratio / low AS high,
    toUInt64(total[14]) AS streams,
    multiIf(
        dose_no = 2, 'reference',
        streams < 8 OR low IS NULL, 'too_little_data',
        low > 1, 'up',
        high < 1, 'down',
        'no_clear_change') AS verdict,
    'observational' AS evidence
FROM bounded
ORDER BY outcome, market != 'ALL', market, dose_no;
