-- How far behind an instant the data are: in a first line, with an empty stream_id, everything that has been written, however long ago;
-- then the streams with live viewers in the hour before, see trust.event_lag. live_viewers of everything is unknown.
--
-- Parameter: at (UTC).
CREATE OR REPLACE VIEW trust.pipeline_lag AS
SELECT
    '' AS stream_id,
    toDateTime(through, 'UTC') AS last_event_at,
    greatest(dateDiff('second', through, {at:DateTime64(3, 'UTC')}), 0) AS lag_seconds,
    CAST(NULL AS Nullable(UInt64)) AS live_viewers
FROM trust.data_clock
UNION ALL
SELECT stream_id, last_event_at, lag_seconds, live_viewers
FROM trust.event_lag(at = {at:DateTime64(3, 'UTC')})
WHERE stream_id != '';
