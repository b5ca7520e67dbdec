-- Showings of credentials: a few thousand a month, so no partitions.
CREATE TABLE IF NOT EXISTS trust.displays_versions
(
    display_id String COMMENT 'Id of the showing, unique within its room',
    stream_id String COMMENT 'The room',
    credential_id String COMMENT 'What was shown',
    placement LowCardinality(String) COMMENT 'backdrop, detail_page, bullet_scroll, interlude, host_mention; empty where unknown',
    product_id String COMMENT 'The product it was shown for; empty where none',
    experiment_id LowCardinality(String) COMMENT 'The experiment it belongs to; empty where none',
    variant LowCardinality(String) COMMENT 'The arm that sees it; empty where none',
    shown_at DateTime64(3, 'UTC') COMMENT 'When it appeared',
    hidden_at DateTime64(3, 'UTC') COMMENT 'When it disappeared; while it is on, the latest instant at which it can',
    end_reason LowCardinality(String) COMMENT 'hide or max_display; empty while it is on',
    visits_reached UInt32 COMMENT 'Live visits that viewed it so far',
    validity LowCardinality(String) COMMENT 'Of the credential at shown_at: valid, unknown, revoked, not_yet_valid or expired',
    version UInt64 COMMENT 'The row of the greater version replaces the other'
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (stream_id, display_id)
COMMENT 'Versions of trust.displays: never read directly';
