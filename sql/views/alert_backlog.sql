-- Questions of the last 15 minutes that have waited more than 10 seconds for an answer, in streams that are live at an instant. value is
-- how many.
--
-- Parameter: at (UTC).
CREATE OR REPLACE VIEW trust.alert_backlog AS
SELECT stream_id, toFloat64(count()) AS value
FROM trust.questions
WHERE mode = 'live'
    AND asked_at > {at:DateTime64(3, 'UTC')} - INTERVAL 15 MINUTE
    AND asked_at <= {at:DateTime64(3, 'UTC')} - INTERVAL 10 SECOND
    AND (answered_at IS NULL OR answered_at > {at:DateTime64(3, 'UTC')})
    AND stream_id IN (SELECT stream_id FROM trust.event_lag(at = {at:DateTime64(3, 'UTC')}) WHERE stream_id != '' AND live_viewers > 0)
GROUP BY stream_id
ORDER BY stream_id;
