-- Viewers who asked to be forgotten, by hash: what keeps a replayed topic from bringing them back. Kept for ever.
CREATE TABLE IF NOT EXISTS trust.erasures_versions
(
    viewer_hash String COMMENT 'SHA-256 of the viewer id as it stands behind the source, 64 lower-case hexadecimal digits',
    erased_at DateTime64(3, 'UTC') COMMENT 'Events of the viewer up to this time count for nothing',
    state_cleared_at DateTime64(3, 'UTC') COMMENT 'Wall clock when the job had forgotten the viewer'
)
ENGINE = ReplacingMergeTree(state_cleared_at)
ORDER BY (viewer_hash, erased_at)
COMMENT 'Versions of trust.erasures: never read directly';

ALTER TABLE trust.event_counts_versions
    MODIFY COLUMN disposition LowCardinality(String) COMMENT 'read, used, duplicate, bot, rejected or erased';
