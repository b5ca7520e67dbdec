-- Viewer-time by minute, room, market and combination of credentials. The job writes the running total of each
-- combination again and again; the greatest total is the row. Read trust.exposure_time, which shows only that one.
CREATE TABLE IF NOT EXISTS trust.exposure_time_versions
(
    minute DateTime('UTC') COMMENT 'Start of the minute',
    stream_id String COMMENT 'The room',
    mode LowCardinality(String) COMMENT 'live or replay',
    market LowCardinality(String) COMMENT 'Market of the visits, ISO 3166-1 alpha-2',
    on_screen Array(LowCardinality(String)) COMMENT 'Sorted ids of the credentials on screen',
    recent Array(LowCardinality(String)) COMMENT 'Sorted ids of the credentials viewed and hidden at most carry_over ago',
    viewer_ms UInt64 COMMENT 'Milliseconds that visits spent in this state so far; only grows, so the greatest replaces the others'
)
ENGINE = ReplacingMergeTree(viewer_ms)
PARTITION BY toYYYYMM(minute)
PRIMARY KEY (toDate(minute), stream_id, minute)
ORDER BY (toDate(minute), stream_id, minute, mode, market, on_screen, recent)
COMMENT 'Versions of trust.exposure_time: never read directly';
