-- In which streams a credential was shown, of showings that began in a range. misused counts those that were not in order.
--
-- Parameters: from, to (UTC).
CREATE OR REPLACE VIEW trust.credential_streams AS
SELECT
    credential_id,
    stream_id,
    toDateTime(min(display_uses.shown_at), 'UTC') AS first_shown_at,
    count() AS displays,
    sum(display_uses.shown_minutes) AS shown_minutes,
    sum(display_uses.visits_reached) AS visits_reached,
    countIf(misuse != '') AS misused
FROM trust.display_uses
WHERE display_uses.shown_at >= {from:DateTime64(3, 'UTC')}
    AND display_uses.shown_at < {to:DateTime64(3, 'UTC')}
GROUP BY credential_id, stream_id
ORDER BY credential_id, first_shown_at DESC, stream_id;
