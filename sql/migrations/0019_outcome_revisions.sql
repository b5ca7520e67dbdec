-- Which rows of an outcome only tell a later step of it. Lift reads nothing that such a step changes, so sums made ahead go on holding.
ALTER TABLE trust.outcomes_versions
    ADD COLUMN IF NOT EXISTS revision UInt8 DEFAULT 0
        COMMENT '1 where a row of this outcome was written before, alike but for status, money and version' AFTER version;

DROP VIEW IF EXISTS trust.lift_touched_by_outcomes;

CREATE MATERIALIZED VIEW IF NOT EXISTS trust.lift_touched_by_outcomes TO trust.lift_touched AS
SELECT
    toStartOfHour(occurred_at) AS hour,
    if(attribution = 'in_visit', outcomes_versions.stream_id, '') AS stream_id,
    if(attribution = 'in_visit', outcomes_versions.mode, '') AS mode,
    now64(3, 'UTC') AS touched_at
FROM trust.outcomes_versions
WHERE NOT revision
GROUP BY hour, stream_id, mode;
