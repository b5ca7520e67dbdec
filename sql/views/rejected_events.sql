-- Events that could not be used, each once, with the reason and their place in Kafka.
CREATE OR REPLACE VIEW trust.rejected_events AS
SELECT topic, reason, payload, event_time, rejected_at, detail, partition, offset, key
FROM trust.rejected_events_versions FINAL;
