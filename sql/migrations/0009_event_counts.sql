-- How many records of a topic came to which end. Totals per minute are written again as they grow.
CREATE TABLE IF NOT EXISTS trust.event_counts_versions
(
    topic LowCardinality(String) COMMENT 'Kafka topic',
    minute DateTime('UTC') COMMENT 'Minute of the Kafka record time',
    disposition LowCardinality(String) COMMENT 'read, used, duplicate, bot or rejected',
    reason LowCardinality(String) COMMENT 'Reason of a rejection; empty otherwise',
    events UInt64 COMMENT 'Count so far; only grows, so the greatest replaces the others'
)
ENGINE = ReplacingMergeTree(events)
PARTITION BY toYYYYMM(minute)
ORDER BY (topic, minute, disposition, reason)
COMMENT 'Versions of trust.event_counts: never read directly';
