-- What was asked about, and how well the stream came through.
ALTER TABLE trust.outcomes_versions
    ADD COLUMN IF NOT EXISTS topic LowCardinality(String)
        COMMENT 'What a question was about, as the producer labelled it; empty where it did not, and for an order' AFTER currency;

CREATE TABLE IF NOT EXISTS trust.quality_minutes_versions
(
    minute DateTime('UTC') COMMENT 'Start of the minute',
    stream_id String COMMENT 'The room',
    mode LowCardinality(String) COMMENT 'live or replay',
    market LowCardinality(String) COMMENT 'Market of the visit',
    events UInt64 COMMENT 'Events of visits in the minute: only grows, so the greatest replaces the others',
    stall_ms UInt64 COMMENT 'Sum of stall_ms of these events, ms',
    latency_events UInt64 COMMENT 'Events that told their latency',
    latency_ms UInt64 COMMENT 'Sum of latency_ms of these, ms'
)
ENGINE = ReplacingMergeTree(events)
PARTITION BY toYYYYMM(minute)
ORDER BY (stream_id, minute, mode, market)
COMMENT 'Versions of trust.quality_minutes: never read directly';
