-- The first instant at which an assigned viewer could have met the experiment. The earliest counts.
CREATE TABLE IF NOT EXISTS trust.experiment_triggers_versions
(
    experiment_id LowCardinality(String) COMMENT 'The experiment',
    viewer_id String COMMENT 'Pseudonymous id of the viewer',
    variant LowCardinality(String) COMMENT 'The arm of the first assignment',
    market LowCardinality(String) COMMENT 'Market of the visit',
    stream_id String COMMENT 'The room',
    triggered_at DateTime64(3, 'UTC') COMMENT 'The instant',
    version UInt64 COMMENT 'Falls as triggered_at rises: the earlier instant replaces the later'
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (experiment_id, viewer_id)
COMMENT 'Versions of trust.experiment_triggers: never read directly';
