-- In which ways a credential was shown, of showings that began in a range. An empty placement was not told.
--
-- Parameters: from, to (UTC).
CREATE OR REPLACE VIEW trust.credential_placements AS
SELECT
    credential_id,
    toString(placement) AS placement,
    count() AS displays,
    sum(display_uses.shown_minutes) AS shown_minutes,
    sum(display_uses.visits_reached) AS visits_reached
FROM trust.display_uses
WHERE display_uses.shown_at >= {from:DateTime64(3, 'UTC')}
    AND display_uses.shown_at < {to:DateTime64(3, 'UTC')}
GROUP BY credential_id, placement
ORDER BY credential_id, displays DESC, placement;
