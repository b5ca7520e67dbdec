-- A stream minute by minute, by market and over all (ALL). viewers is the mean number of those watching at once; stall_share is the
-- stalled part of the viewer-time, latency_ms a mean over the events that told it.
--
-- Parameters: stream; mode: live, replay or all.
CREATE OR REPLACE VIEW trust.stream_minutes AS
SELECT
    minute,
    cell AS market,
    sum(ms) / 60000 AS viewers,
    sum(asked) AS inquiries,
    sum(ordered) AS orders,
    sum(replied) AS replies,
    sum(stalled) / nullIf(sum(ms), 0) AS stall_share,
    sum(latency_sum) / nullIf(sum(latency_count), 0) AS latency_ms
FROM
(
    SELECT minute, toString(market) AS market, viewer_ms AS ms, 0 AS asked, 0 AS ordered, 0 AS replied, 0 AS stalled, 0 AS latency_sum, 0 AS latency_count
    FROM trust.exposure_time
    WHERE stream_id = {stream:String} AND ({mode:String} = 'all' OR mode = {mode:String})
    UNION ALL
    SELECT toStartOfMinute(toDateTime(occurred_at, 'UTC')) AS minute, toString(market) AS market, 0, kind = 'inquiry', kind = 'order', 0, 0, 0, 0
    FROM trust.outcomes
    WHERE stream_id = {stream:String} AND attribution = 'in_visit' AND ({mode:String} = 'all' OR mode = {mode:String})
    UNION ALL
    SELECT toStartOfMinute(toDateTime(answered_at, 'UTC')) AS minute, market, 0, 0, 0, 1, 0, 0, 0
    FROM trust.questions
    WHERE stream_id = {stream:String} AND answered_at IS NOT NULL AND ({mode:String} = 'all' OR mode = {mode:String})
    UNION ALL
    SELECT minute, toString(market) AS market, 0, 0, 0, 0, stall_ms, latency_ms, latency_events
    FROM trust.quality_minutes
    WHERE stream_id = {stream:String} AND ({mode:String} = 'all' OR mode = {mode:String})
)
ARRAY JOIN [market, 'ALL'] AS cell
GROUP BY minute, cell
ORDER BY minute, cell != 'ALL', cell;
