-- Which dead letters were sent in again, by which run, and where the record that was sent stands.
CREATE OR REPLACE VIEW trust.redrives AS
SELECT topic, partition, offset, redrive_id, state, event_hash, ends_before, sent_partition, sent_offset, written_at
FROM trust.redrives_versions FINAL;
