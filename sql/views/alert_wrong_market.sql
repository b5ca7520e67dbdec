-- Credentials that are on air at an instant in a market, of those with a fifth or more of the stream's live viewer-time, where they
-- say nothing. value is the seconds on air.
--
-- Parameter: at (UTC).
CREATE OR REPLACE VIEW trust.alert_wrong_market AS
SELECT stream_id, credential_id, arrayJoin(misused_in) AS market, toFloat64(max(seconds_on_air)) AS value
FROM trust.on_air(at = {at:DateTime64(3, 'UTC')})
WHERE live
GROUP BY stream_id, credential_id, market
ORDER BY stream_id, credential_id, market;
