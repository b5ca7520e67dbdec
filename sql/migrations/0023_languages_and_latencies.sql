-- In which language something was asked.
ALTER TABLE trust.outcomes_versions
    ADD COLUMN IF NOT EXISTS language LowCardinality(String)
        COMMENT 'Language of who asked a question, as the producer labelled it; empty where it did not, and for an order' AFTER topic;

-- Latency is told as a histogram from here on, in place of latency_events.
ALTER TABLE trust.quality_minutes_versions
    MODIFY COLUMN measure LowCardinality(String)
        COMMENT 'stall_ms, latency_ms, or latency_le_N: events that told a latency above the bound before it and up to N ms; before, latency_events';
