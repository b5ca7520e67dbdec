-- Markets in which playback was more than 5 seconds behind the host in the last 15 minutes, over 10 events or more that told it. value is the
-- mean latency in ms.
--
-- Parameter: at (UTC).
CREATE OR REPLACE VIEW trust.alert_latency AS
SELECT toString(quality_minutes.market) AS market, sum(latency_ms) / sum(latency_events) AS value
FROM trust.quality_minutes
WHERE mode = 'live'
    AND minute > toDateTime({at:DateTime64(3, 'UTC')}, 'UTC') - INTERVAL 15 MINUTE
    AND minute <= toDateTime({at:DateTime64(3, 'UTC')}, 'UTC')
GROUP BY market
HAVING sum(latency_events) >= 10 AND value > 5000
ORDER BY market;
