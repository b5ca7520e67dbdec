-- Experiments as they were declared, each once, by its latest entry (of entries at the same time the one with the greater
-- event_id). The calendar columns stop at the end of 2299, where the calendar of the engine does.
CREATE OR REPLACE VIEW trust.experiments AS
WITH 10413791999999 AS last_instant_ms
SELECT
    experiment_id,
    event_id,
    event_time,
    name,
    control,
    variants,
    shares,
    primary_metric,
    planned_effect,
    fromUnixTimestamp64Milli(if(started_at_ms > last_instant_ms, last_instant_ms, started_at_ms), 'UTC') AS started_at,
    fromUnixTimestamp64Milli(if(ended_at_ms > last_instant_ms, last_instant_ms, ended_at_ms), 'UTC') AS ended_at,
    started_at_ms,
    ended_at_ms
FROM trust.experiments_versions FINAL
ORDER BY experiment_id, event_time DESC, event_id DESC
LIMIT 1 BY experiment_id;
