-- Markets in which more than 2 % of the live viewer-time of the last 15 minutes was stalled, of 10 viewer-minutes or more. value is the
-- share.
--
-- Parameter: at (UTC).
CREATE OR REPLACE VIEW trust.alert_stalls AS
WITH
    toDateTime({at:DateTime64(3, 'UTC')}, 'UTC') AS until,
    watched AS
    (
        SELECT toString(market) AS market, sum(viewer_ms) AS ms
        FROM trust.exposure_time
        WHERE mode = 'live' AND minute > until - INTERVAL 15 MINUTE AND minute <= until
        GROUP BY market
    ),
    told AS
    (
        SELECT toString(market) AS market, sum(stall_ms) AS stalled
        FROM trust.quality_minutes
        WHERE mode = 'live' AND minute > until - INTERVAL 15 MINUTE AND minute <= until
        GROUP BY market
    )
SELECT watched.market AS market, told.stalled / watched.ms AS value
FROM watched
INNER JOIN told ON told.market = watched.market
WHERE watched.ms >= 600000 AND told.stalled > 0.02 * watched.ms
ORDER BY market;
