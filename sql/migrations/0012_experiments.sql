-- Experiments as they were declared, every entry: which one counts may be asked as of an instant. Read trust.experiments,
-- which shows the latest of each.
CREATE TABLE IF NOT EXISTS trust.experiments_versions
(
    experiment_id LowCardinality(String) COMMENT 'The experiment',
    event_id String COMMENT 'Id of the entry; of entries at the same time the greater one counts',
    event_time DateTime64(3, 'UTC') COMMENT 'Time of the entry; the latest counts',
    name String COMMENT 'What people call it; empty where not stated',
    control LowCardinality(String) COMMENT 'The variant that the others are compared with',
    variants Array(String) COMMENT 'The arms, by code point',
    shares Array(Float64) COMMENT 'Planned share of each arm, in their order; they add up to 1',
    primary_metric LowCardinality(String) COMMENT 'The metric that the experiment is judged by',
    planned_effect Nullable(Float64) COMMENT 'Relative lift that it is meant to find; NULL where not stated',
    -- Epoch milliseconds and no DateTime64, whose calendar ends in 2299, before what a time may say.
    started_at_ms Int64 COMMENT 'Start, epoch milliseconds',
    ended_at_ms Nullable(Int64) COMMENT 'End, exclusive, epoch milliseconds; NULL while open'
)
ENGINE = ReplacingMergeTree
ORDER BY (experiment_id, event_time, event_id)
COMMENT 'Versions of trust.experiments: never read directly';
