-- How many records of a topic came to which end, each minute once.
CREATE OR REPLACE VIEW trust.event_counts AS
SELECT topic, minute, disposition, reason, events
FROM trust.event_counts_versions FINAL;
