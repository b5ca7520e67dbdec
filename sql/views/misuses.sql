-- Showings that were not in order, of those that began in the range. See trust.display_uses.
--
-- Parameters: from, to (UTC).
CREATE OR REPLACE VIEW trust.misuses AS
SELECT
    toDateTime(display_uses.shown_at, 'UTC') AS shown_at,
    stream_id,
    display_id,
    credential_id,
    title,
    kind,
    misuse,
    misused_in,
    shown_minutes
FROM trust.display_uses
WHERE misuse != ''
    AND display_uses.shown_at >= {from:DateTime64(3, 'UTC')}
    AND display_uses.shown_at < {to:DateTime64(3, 'UTC')}
ORDER BY shown_at, stream_id, display_id;
