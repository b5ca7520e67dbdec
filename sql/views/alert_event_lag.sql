-- Streams with live viewers in the last five minutes whose latest event lies more than a minute back: they have just ended, or events
-- have stopped coming. value is the lag in seconds.
--
-- Parameter: at (UTC).
CREATE OR REPLACE VIEW trust.alert_event_lag AS
SELECT stream_id, toFloat64(lag_seconds) AS value
FROM trust.event_lag(at = {at:DateTime64(3, 'UTC')})
WHERE stream_id != ''
    AND lag_seconds > 60
    AND live_viewers > 0
ORDER BY stream_id;
