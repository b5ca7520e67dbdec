-- Streams with more than two credentials on air at an instant. value is how many. Displays of an experiment count, for an arm sees them.
--
-- Parameter: at (UTC).
CREATE OR REPLACE VIEW trust.alert_many_at_once AS
SELECT stream_id, toFloat64(uniqExact(credential_id)) AS value
FROM trust.on_air(at = {at:DateTime64(3, 'UTC')})
WHERE live
GROUP BY stream_id
HAVING value > 2
ORDER BY stream_id;
