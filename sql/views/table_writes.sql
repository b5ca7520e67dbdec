-- When each contract table was last written, and how far its rows reach. last_written_at is the engine's clock, last_event_at that of
-- the events; NULL for tables whose rows have no time. On a cluster a table that stands on every shard is counted once for each.
CREATE OR REPLACE VIEW trust.table_writes AS
WITH
    reaches AS
    (
        SELECT 'exposure_time' AS table_name, max(minute) AS last_event_at FROM trust.exposure_time_versions
        UNION ALL
        SELECT 'visits', toDateTime(max(ended_at), 'UTC') FROM trust.visits_versions
        UNION ALL
        SELECT 'outcomes', toDateTime(max(occurred_at), 'UTC') FROM trust.outcomes_versions
        UNION ALL
        SELECT 'replies', toDateTime(max(replied_at), 'UTC') FROM trust.replies_versions
        UNION ALL
        SELECT 'displays', toDateTime(max(shown_at), 'UTC') FROM trust.displays_versions
        UNION ALL
        SELECT 'experiment_triggers', toDateTime(max(triggered_at), 'UTC') FROM trust.experiment_triggers_versions
        UNION ALL
        SELECT 'rejected_events', toDateTime(max(rejected_at), 'UTC') FROM trust.rejected_events_versions
    )
SELECT reaches.table_name AS table, written.row_count AS rows, reaches.last_event_at AS last_event_at, written.last_written_at AS last_written_at
FROM reaches
INNER JOIN
(
    SELECT replaceRegexpOne(table, '_versions(_local)?$', '') AS table_name, sum(rows) AS row_count, max(modification_time) AS last_written_at
    FROM system.parts
    WHERE database = 'trust' AND active
    GROUP BY table_name
) AS written ON written.table_name = reaches.table_name
ORDER BY table;
