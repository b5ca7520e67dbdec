-- Viewers who asked to be forgotten, by hash, each with the latest time up to which events are dropped.
CREATE OR REPLACE VIEW trust.erasures AS
SELECT viewer_hash, max(erased_at) AS erased_at, max(state_cleared_at) AS state_cleared_at
FROM trust.erasures_versions
GROUP BY viewer_hash;
