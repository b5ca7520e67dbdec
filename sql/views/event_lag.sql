-- How far behind an instant the events are that a stream's visits show, for streams with live viewers in the hour before it;
-- an empty stream_id is all of them. Visits are looked for that began within two days before. Lag of a stream that has ended grows too: live_viewers tells those of the last five minutes.
--
-- Parameter: at (UTC).
CREATE OR REPLACE VIEW trust.event_lag AS
SELECT
    room AS stream_id,
    toDateTime(max(ended_at), 'UTC') AS last_event_at,
    dateDiff('second', max(ended_at), {at:DateTime64(3, 'UTC')}) AS lag_seconds,
    uniqExactIf(viewer_id, ended_at >= {at:DateTime64(3, 'UTC')} - INTERVAL 5 MINUTE) AS live_viewers
FROM trust.visits
ARRAY JOIN ['', stream_id] AS room
WHERE mode = 'live'
    AND started_at > {at:DateTime64(3, 'UTC')} - INTERVAL 2 DAY
    AND started_at <= {at:DateTime64(3, 'UTC')}
    AND ended_at <= {at:DateTime64(3, 'UTC')}
    AND ended_at > {at:DateTime64(3, 'UTC')} - INTERVAL 1 HOUR
GROUP BY room
ORDER BY room;
