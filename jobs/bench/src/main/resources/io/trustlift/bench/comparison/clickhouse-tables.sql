CREATE DATABASE raw;

CREATE TABLE raw.viewer_events
(
    event_id String,
    event_time DateTime64(3, 'UTC'),
    event_type LowCardinality(String),
    stream_id LowCardinality(String),
    viewer_id String,
    market LowCardinality(String),
    mode LowCardinality(String),
    is_bot Bool
)
ENGINE = MergeTree
ORDER BY (stream_id, viewer_id, event_time);

CREATE TABLE raw.overlay_displays
(
    event_id String,
    event_time DateTime64(3, 'UTC'),
    display_id String,
    stream_id LowCardinality(String),
    action LowCardinality(String),
    credential_id String
)
ENGINE = MergeTree
ORDER BY (stream_id, display_id, event_time)
