-- Stalls and latency that viewers' events told, each minute of a stream, mode and market with any once. latency_ms is a sum over
-- latency_events.
CREATE OR REPLACE VIEW trust.quality_minutes AS
SELECT
    minute,
    stream_id,
    mode,
    market,
    sumIf(amount, measure = 'stall_ms') AS stall_ms,
    sumIf(amount, measure = 'latency_events') AS latency_events,
    sumIf(amount, measure = 'latency_ms') AS latency_ms
FROM trust.quality_minutes_versions FINAL
GROUP BY minute, stream_id, mode, market;
