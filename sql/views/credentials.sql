-- The catalogue, every entry once. Exact bounds of validity are the columns in epoch milliseconds; the calendar columns
-- beside them stop at the end of 2299, where the calendar of the engine does.
CREATE OR REPLACE VIEW trust.credentials AS
WITH 10413791999999 AS last_instant_ms
SELECT
    credential_id,
    event_id,
    event_time,
    type,
    kind,
    title,
    status,
    issuer,
    scheme,
    section,
    owner,
    evidence_url,
    fromUnixTimestamp64Milli(if(valid_from_ms > last_instant_ms, last_instant_ms, valid_from_ms), 'UTC') AS valid_from,
    fromUnixTimestamp64Milli(if(valid_until_ms > last_instant_ms, last_instant_ms, valid_until_ms), 'UTC') AS valid_until,
    fromUnixTimestamp64Milli(if(reviewed_at_ms > last_instant_ms, last_instant_ms, reviewed_at_ms), 'UTC') AS reviewed_at,
    valid_from_ms,
    valid_until_ms,
    reviewed_at_ms,
    verified,
    incentivised,
    valid_markets,
    product_ids
FROM trust.credentials_versions FINAL;
