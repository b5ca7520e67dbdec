-- Shows as they arrive. A display is settled only when the watermark has passed it, ten seconds later and more; what should not be on air has to be
-- seen before. As few rows as there are displays.
CREATE TABLE IF NOT EXISTS trust.shows_versions
(
    display_id String COMMENT 'Id of the showing',
    stream_id String COMMENT 'The room',
    credential_id String COMMENT 'What is shown',
    placement LowCardinality(String) COMMENT 'See trust.displays',
    experiment_id LowCardinality(String) COMMENT 'See trust.displays',
    variant LowCardinality(String) COMMENT 'See trust.displays',
    shown_at DateTime64(3, 'UTC') COMMENT 'Time of the show event'
)
ENGINE = ReplacingMergeTree
ORDER BY (stream_id, display_id, shown_at)
COMMENT 'Read through trust.displays_now';
