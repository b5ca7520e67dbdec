-- Events that could not be used, whole. Topic, partition and offset are the place of the record in Kafka: a record that is
-- rejected again after a restart leaves one row.
CREATE TABLE IF NOT EXISTS trust.rejected_events_versions
(
    topic LowCardinality(String) COMMENT 'Kafka topic',
    partition UInt32 COMMENT 'Kafka partition',
    offset UInt64 COMMENT 'Offset in the partition',
    reason LowCardinality(String) COMMENT 'malformed, invalid, future, orphan_hide or late',
    detail String COMMENT 'What was wrong, in words, naming the field',
    payload String COMMENT 'Value of the record, byte for byte: it need not be UTF-8',
    key String COMMENT 'Key of the record, byte for byte; empty where there was none',
    -- Not a DateTime64: a broken clock may say year 9999, and the calendar of a DateTime64 ends in 2299.
    event_time Nullable(Int64) COMMENT 'Event time, epoch milliseconds; NULL where there is none that can be read',
    rejected_at DateTime64(3, 'UTC') COMMENT 'Wall clock at the rejection'
)
ENGINE = ReplacingMergeTree
ORDER BY (topic, partition, offset)
COMMENT 'Versions of trust.rejected_events: never read directly';
