-- Where the live viewers of a stream come from. share is of the stream's live viewer-time.
CREATE OR REPLACE VIEW trust.stream_markets AS
SELECT
    stream_id,
    toString(market) AS market,
    sum(watch_ms) / 60000 AS viewer_minutes,
    viewer_minutes / nullIf(sum(viewer_minutes) OVER (PARTITION BY stream_id), 0) AS share
FROM trust.visits
WHERE mode = 'live'
GROUP BY stream_id, market;
