-- Credentials that are on air at an instant and expired, revoked, not yet valid or in no catalogue. value is the seconds on air.
--
-- Parameter: at (UTC).
CREATE OR REPLACE VIEW trust.alert_credential_on_air AS
SELECT stream_id, credential_id, validity AS reason, toFloat64(max(seconds_on_air)) AS value
FROM trust.on_air(at = {at:DateTime64(3, 'UTC')})
WHERE live AND validity != 'valid'
GROUP BY stream_id, credential_id, validity
ORDER BY stream_id, credential_id;
