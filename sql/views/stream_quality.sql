-- Stalls and latency of live streams in a range. stall_share is the stalled part of all viewer-time.
--
-- Parameters: from, to (UTC). By stream and market, and over all markets (ALL).
CREATE OR REPLACE VIEW trust.stream_quality AS
WITH
    told AS
    (
        SELECT stream_id, cell, sum(stall_ms) AS stalled, sum(latency_ms) AS latency_sum, sum(latency_events) AS latency_count
        FROM trust.quality_minutes
        ARRAY JOIN [toString(market), 'ALL'] AS cell
        WHERE mode = 'live'
            AND minute >= {from:DateTime64(3, 'UTC')}
            AND minute < {to:DateTime64(3, 'UTC')}
        GROUP BY stream_id, cell
    ),
    watched AS
    (
        SELECT stream_id, cell, sum(viewer_ms) AS ms
        FROM trust.exposure_time
        ARRAY JOIN [toString(market), 'ALL'] AS cell
        WHERE mode = 'live'
            AND minute >= {from:DateTime64(3, 'UTC')}
            AND minute < {to:DateTime64(3, 'UTC')}
        GROUP BY stream_id, cell
    )
SELECT
    watched.stream_id AS stream_id,
    watched.cell AS market,
    watched.ms / 60000 AS viewer_minutes,
    told.stalled / nullIf(watched.ms, 0) AS stall_share,
    told.latency_sum / nullIf(told.latency_count, 0) AS latency_ms
FROM watched
LEFT JOIN told ON told.stream_id = watched.stream_id AND told.cell = watched.cell
ORDER BY stream_id, market != 'ALL', market;
