-- Rows of viewer-time of the last five minutes, where there were any in the last quarter of an hour: one row then, none while nothing is
-- live. value 0 means that viewer-time has stopped coming, or that the last stream has just ended.
--
-- Parameter: at (UTC).
CREATE OR REPLACE VIEW trust.heartbeat_rows AS
SELECT toFloat64(countIf(minute > toDateTime({at:DateTime64(3, 'UTC')}, 'UTC') - INTERVAL 5 MINUTE)) AS value
FROM trust.exposure_time
WHERE mode = 'live'
    AND minute > toDateTime({at:DateTime64(3, 'UTC')}, 'UTC') - INTERVAL 15 MINUTE
    AND minute <= toDateTime({at:DateTime64(3, 'UTC')}, 'UTC')
HAVING count() > 0;
