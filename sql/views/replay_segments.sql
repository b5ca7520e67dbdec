-- What replays are watched for: of each credential shown in a stream, how much of the replay's viewer-time and of the live viewer-time had it on
-- screen. pull is the ratio of these two shares, each among viewer-time of its mode: above 1, replays seek it out. Without displays of experiments,
-- which no replay shows.
--
-- Parameters: from, to (UTC): live viewer-time in the range, and replays of these streams whenever they were watched.
CREATE OR REPLACE VIEW trust.replay_segments AS
WITH
    streams AS
    (
        SELECT DISTINCT stream_id
        FROM trust.exposure_time
        WHERE mode = 'live'
            AND minute >= {from:DateTime64(3, 'UTC')}
            AND minute < {to:DateTime64(3, 'UTC')}
    ),
    totals AS
    (
        SELECT stream_id, sumIf(viewer_ms, mode = 'replay') AS replay_ms, sumIf(viewer_ms, mode = 'live') AS live_ms
        FROM trust.exposure_time
        WHERE stream_id IN (SELECT stream_id FROM streams)
        GROUP BY stream_id
        HAVING replay_ms > 0
    ),
    shown AS
    (
        SELECT
            stream_id,
            toString(arrayJoin(on_screen)) AS credential_id,
            sumIf(viewer_ms, mode = 'replay') AS replay_ms,
            sumIf(viewer_ms, mode = 'live') AS live_ms
        FROM trust.exposure_time
        WHERE stream_id IN (SELECT stream_id FROM totals)
        GROUP BY stream_id, credential_id
    )
SELECT
    shown.stream_id AS stream_id,
    shown.credential_id AS credential_id,
    types.title AS title,
    toString(types.kind) AS kind,
    shown.replay_ms / 60000 AS replay_minutes,
    shown.live_ms / 60000 AS live_minutes,
    shown.replay_ms / totals.replay_ms AS replay_share,
    shown.live_ms / nullIf(totals.live_ms, 0) AS live_share,
    replay_share / nullIf(live_share, 0) AS pull
FROM shown
INNER JOIN totals ON totals.stream_id = shown.stream_id
LEFT JOIN trust.credential_types AS types ON types.credential_id = shown.credential_id
WHERE shown.credential_id NOT IN (SELECT credential_id FROM trust.displays WHERE experiment_id != '')
ORDER BY stream_id, pull DESC, credential_id;
