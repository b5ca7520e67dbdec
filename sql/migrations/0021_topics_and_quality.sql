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
    measure LowCardinality(String) COMMENT 'stall_ms, latency_ms, or latency_events: events that told their latency',
    amount UInt64 COMMENT 'Sum over the events of the minute so far: only grows, so the greatest replaces the others'
)
ENGINE = ReplacingMergeTree(amount)
PARTITION BY toYYYYMM(minute)
ORDER BY (stream_id, minute, mode, market, measure)
COMMENT 'Versions of the sums of trust.quality_minutes: never read directly';
