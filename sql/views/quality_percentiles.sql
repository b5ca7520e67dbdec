-- How well streams came through: the stalled share of viewer-time, and latency below which half, nine tenths and 99 of 100 of what players told
-- lies (from a histogram, to the width of its classes). By market and over all (ALL), for each stream and over all (empty stream_id).
--
-- Parameters: from, to (UTC, whole minutes); mode: live, replay or all.
CREATE OR REPLACE VIEW trust.quality_percentiles AS
WITH
    tlLatencyBounds() AS classes,
    told AS
    (
        SELECT cell, room, sum(stall_ms) AS stalled, sumMap(latencies.1, latencies.2) AS histogram
        FROM trust.quality_minutes
        ARRAY JOIN [toString(market), 'ALL'] AS cell
        ARRAY JOIN ['', stream_id] AS room
        WHERE minute >= {from:DateTime64(3, 'UTC')}
            AND minute < {to:DateTime64(3, 'UTC')}
            AND ({mode:String} = 'all' OR mode = {mode:String})
        GROUP BY cell, room
    ),
    watched AS
    (
        SELECT cell, room, sum(viewer_ms) AS ms
        FROM trust.exposure_time
        ARRAY JOIN [toString(market), 'ALL'] AS cell
        ARRAY JOIN ['', stream_id] AS room
        WHERE minute >= {from:DateTime64(3, 'UTC')}
            AND minute < {to:DateTime64(3, 'UTC')}
            AND ({mode:String} = 'all' OR mode = {mode:String})
        GROUP BY cell, room
    )
SELECT
    watched.cell AS market,
    watched.room AS stream_id,
    watched.ms / 60000 AS viewer_minutes,
    ifNull(told.stalled, 0) / nullIf(watched.ms, 0) AS stall_share,
    arrayMap(level -> tlHistogramQuantile(level, told.histogram.1, told.histogram.2, classes), [0.5, 0.9, 0.99]) AS percentiles,
    percentiles[1] AS p50_latency_ms,
    percentiles[2] AS p90_latency_ms,
    percentiles[3] AS p99_latency_ms
FROM watched
LEFT JOIN told ON told.cell = watched.cell AND told.room = watched.room
ORDER BY watched.cell != 'ALL', watched.cell, watched.room;
