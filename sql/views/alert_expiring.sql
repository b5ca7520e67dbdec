-- Credentials that are valid at an instant and run out within 30, 14 or 7 days, each in the nearest of these. value is the days left.
--
-- Parameter: at (UTC).
CREATE OR REPLACE VIEW trust.alert_expiring AS
SELECT
    credential_id,
    multiIf(value <= 7, '7 days', value <= 14, '14 days', '30 days') AS within,
    dateDiff('second', {at:DateTime64(3, 'UTC')}, assumeNotNull(valid_until)) / 86400 AS value
FROM trust.catalogue_at(at = {at:DateTime64(3, 'UTC')})
WHERE validity = 'valid'
    AND valid_until IS NOT NULL
    AND valid_until <= toDateTime({at:DateTime64(3, 'UTC')}, 'UTC') + INTERVAL 30 DAY
ORDER BY value, credential_id;
