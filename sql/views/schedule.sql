-- The plan of streams as it stands: the latest entry of each.
CREATE OR REPLACE VIEW trust.schedule AS
SELECT
    stream_id,
    argMax(schedule_versions.event_id, (schedule_versions.event_time, schedule_versions.event_id)) AS event_id,
    max(schedule_versions.event_time) AS event_time,
    fromUnixTimestamp64Milli(
        least(
            argMax(planned_start_ms, (schedule_versions.event_time, schedule_versions.event_id)),
            toUnixTimestamp64Milli(toDateTime64('2299-12-31 23:59:59.999', 3, 'UTC'))),
        'UTC') AS planned_start,
    argMax(toString(series), (schedule_versions.event_time, schedule_versions.event_id)) AS series,
    argMax(toString(status), (schedule_versions.event_time, schedule_versions.event_id)) AS status
FROM trust.schedule_versions
GROUP BY stream_id;
