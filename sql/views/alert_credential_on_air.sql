-- Credentials that are on air at an instant and expired, revoked, not yet valid, in no catalogue, or registrations that pose as certificates. value is
-- the seconds for which that has been so.
--
-- Parameter: at (UTC).
CREATE OR REPLACE VIEW trust.alert_credential_on_air AS
SELECT stream_id, credential_id, reason, toFloat64(max(seconds)) AS value
FROM trust.on_air_violations(at = {at:DateTime64(3, 'UTC')})
WHERE live AND reason != 'not_valid_in_market'
GROUP BY stream_id, credential_id, reason
ORDER BY stream_id, credential_id, reason;
