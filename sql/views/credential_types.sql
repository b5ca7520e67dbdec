-- What each credential is, by its latest catalogue entry (of entries at the same time the one with the greater event_id; of an entry
-- that was written again the latest writing).
CREATE OR REPLACE VIEW trust.credential_types AS
SELECT
    credential_id,
    argMax(type, (event_time, event_id, recorded_at)) AS type,
    argMax(kind, (event_time, event_id, recorded_at)) AS kind,
    argMax(title, (event_time, event_id, recorded_at)) AS title
FROM trust.credentials_versions
GROUP BY credential_id;
