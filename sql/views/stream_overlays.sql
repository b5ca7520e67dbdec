-- What was shown in a stream, and when: regions for its minute chart. See trust.display_uses.
--
-- Parameter: stream.
CREATE OR REPLACE VIEW trust.stream_overlays AS
SELECT
    display_id,
    credential_id,
    title,
    type,
    kind,
    placement,
    product_id,
    experiment_id,
    variant,
    toDateTime(shown_at, 'UTC') AS shown_at,
    toDateTime(hidden_at, 'UTC') AS hidden_at,
    end_reason,
    visits_reached,
    validity,
    misuse,
    misused_in
FROM trust.display_uses
WHERE stream_id = {stream:String}
ORDER BY display_uses.shown_at, display_id;
