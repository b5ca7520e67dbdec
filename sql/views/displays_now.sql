-- Displays, and shows that have arrived but are not settled yet: what is on air is asked of it. A show that is not settled has no end yet, and belongs to a room
-- that has shown something within the last minutes of its data.
CREATE OR REPLACE VIEW trust.displays_now AS
SELECT display_id, stream_id, credential_id, toString(placement) AS placement, toString(experiment_id) AS experiment_id, shown_at, hidden_at
FROM trust.displays
UNION ALL
SELECT
    display_id,
    stream_id,
    any(credential_id) AS credential_id,
    any(toString(placement)) AS placement,
    any(toString(experiment_id)) AS experiment_id,
    min(shows_versions.shown_at) AS shown_at,
    min(shows_versions.shown_at) + INTERVAL 4 HOUR AS hidden_at
FROM trust.shows_versions
WHERE (stream_id, display_id) NOT IN (SELECT stream_id, display_id FROM trust.displays_versions)
GROUP BY stream_id, display_id;
