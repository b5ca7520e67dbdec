-- Answered questions. Of several answers the earliest counts, hence a version that is greater for the earlier one.
CREATE TABLE IF NOT EXISTS trust.replies_versions
(
    question_id String COMMENT 'event_id of the question',
    stream_id String COMMENT 'The room',
    viewer_id String COMMENT 'Who asked',
    asked_at DateTime64(3, 'UTC') COMMENT 'Time of the question',
    replied_at DateTime64(3, 'UTC') COMMENT 'Time of the earliest answer so far',
    version UInt64 COMMENT 'Falls as replied_at rises: the earlier answer replaces the later'
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(asked_at)
PRIMARY KEY (viewer_id, question_id)
ORDER BY (viewer_id, question_id, asked_at)
COMMENT 'Versions of trust.replies: never read directly';
