-- Did the stream come through while something was shown? The guard beside a lift: stalls and latency in the minutes of a stream and market with
-- the focus on screen, weighted by the share of viewer-time that had it, beside those without. worse is 1 where the stalled share with it is more
-- than half as much again and above 1 %: then the lift is told of a worse stream. By market and over all (ALL).
--
-- Parameters: from, to (UTC, whole minutes); mode: live, replay or all; focus: type, kind or credential.
CREATE OR REPLACE VIEW trust.quality_guard AS
WITH
    (
        SELECT (groupArray(credential_id), groupArray(multiIf({focus:String} = 'type', toString(type), {focus:String} = 'kind', toString(kind), credential_id)))
        FROM trust.credential_types
    ) AS catalogue,
    watched AS
    (
        SELECT
            stream_id,
            mode,
            market,
            minute,
            sum(viewer_ms) AS all_ms,
            sumMap(
                arrayFilter(value -> value != '', arrayDistinct(arrayMap(id -> transform(toString(id), catalogue.1, catalogue.2, ''), on_screen))) AS values,
                arrayMap(value -> toUInt64(viewer_ms), values)) AS shown
        FROM trust.exposure_time
        WHERE minute >= {from:DateTime64(3, 'UTC')}
            AND minute < {to:DateTime64(3, 'UTC')}
            AND ({mode:String} = 'all' OR mode = {mode:String})
        GROUP BY stream_id, mode, market, minute
    ),
    told AS
    (
        SELECT stream_id, mode, market, minute, stall_ms, latency_ms, latency_events
        FROM trust.quality_minutes
        WHERE minute >= {from:DateTime64(3, 'UTC')}
            AND minute < {to:DateTime64(3, 'UTC')}
    ),
    minutes AS
    (
        SELECT
            toString(watched.market) AS market,
            watched.all_ms AS all_ms,
            watched.shown.1 AS shown_values,
            watched.shown.2 AS shown_ms,
            told.stall_ms AS stall_ms,
            told.latency_ms AS latency_ms,
            told.latency_events AS latency_events
        FROM watched
        LEFT JOIN told
            ON told.stream_id = watched.stream_id AND told.mode = watched.mode AND told.market = watched.market AND told.minute = watched.minute
    ),
    totals AS
    (
        SELECT cell, sum(all_ms) AS ms, sum(stall_ms) AS stalled, sum(latency_ms) AS latency, sum(latency_events) AS latencies
        FROM minutes
        ARRAY JOIN [market, 'ALL'] AS cell
        GROUP BY cell
    ),
    sums AS
    (
        SELECT
            cell,
            focus_value,
            sum(ms) AS shown_time,
            sum(stall_ms * ms / all_ms) AS stalled,
            sum(latency_ms * ms / all_ms) AS latency,
            sum(latency_events * ms / all_ms) AS latencies
        FROM minutes
        ARRAY JOIN shown_values AS focus_value, shown_ms AS ms
        ARRAY JOIN [market, 'ALL'] AS cell
        GROUP BY cell, focus_value
    )
SELECT
    sums.cell AS market,
    focus_value,
    shown_time / 60000 AS shown_minutes,
    sums.stalled / nullIf(shown_time, 0) AS stall_share_shown,
    (totals.stalled - sums.stalled) / nullIf(totals.ms - shown_time, 0) AS stall_share_other,
    sums.latency / nullIf(sums.latencies, 0) AS latency_ms_shown,
    (totals.latency - sums.latency) / nullIf(totals.latencies - sums.latencies, 0) AS latency_ms_other,
    ifNull(stall_share_shown > 0.01 AND stall_share_shown > 1.5 * stall_share_other, 0) AS worse
FROM sums
INNER JOIN totals ON totals.cell = sums.cell
-- Not in a scalar, which would hide what is said.
WHERE NOT throwIf({focus:String} NOT IN ('type', 'kind', 'credential'), 'focus must be type, kind or credential')
ORDER BY sums.cell != 'ALL', sums.cell, focus_value;
