-- The ledger of dead letters that were sent in again: what keeps each of them to one send, also when the job no longer remembers its event id.
-- A row is written before the send and again after it; one that stays at 'sending' is in doubt until the next redrive has looked into the topic.
-- No viewer ids in here: an erasure has nothing to look for.
CREATE TABLE IF NOT EXISTS trust.redrives_versions
(
    topic LowCardinality(String) COMMENT 'Kafka topic of the dead letter',
    partition UInt32 COMMENT 'Kafka partition of the dead letter',
    offset UInt64 COMMENT 'Offset of the dead letter in the partition',
    redrive_id String COMMENT 'Id of the run that sent it',
    state LowCardinality(String) COMMENT 'sending, sent, aborted (the transaction did not come about: nothing was sent), or duplicate (its event was sent with another)',
    event_hash String COMMENT 'SHA-256 of topic, key and event_id, which make a duplicate; 64 lower-case hexadecimal digits, empty where a bot has none',
    ends_before Array(UInt64) COMMENT 'Where the partitions of the topic ended before the send, by partition: what was sent stands there or after',
    sent_partition UInt32 COMMENT 'Kafka partition of the record that was sent; 0 unless state is sent',
    sent_offset UInt64 COMMENT 'Its offset; 0 unless state is sent',
    written_at DateTime64(3, 'UTC') COMMENT 'Wall clock when the row was written',
    version UInt8 COMMENT '0 for sending, 1 for what became of it'
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (topic, partition, offset, redrive_id)
COMMENT 'Versions of trust.redrives: never read directly';
