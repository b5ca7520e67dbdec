-- The plan of streams, every entry: which one counts is asked of trust.schedule.
CREATE TABLE IF NOT EXISTS trust.schedule_versions
(
    stream_id String COMMENT 'The room',
    event_id String COMMENT 'Id of the entry; of entries at the same time the greater one counts',
    event_time DateTime64(3, 'UTC') COMMENT 'Time of the entry; the latest counts',
    -- Epoch milliseconds: a time may lie behind the calendar of a DateTime64.
    planned_start_ms Int64 COMMENT 'When the stream is to begin, epoch milliseconds',
    series LowCardinality(String) COMMENT 'What the stream is an episode of; empty where it is of none',
    status LowCardinality(String) COMMENT 'planned or cancelled'
)
ENGINE = ReplacingMergeTree
ORDER BY (stream_id, event_time, event_id)
COMMENT 'Versions of trust.schedule: never read directly';
