-- Stalls and latency that viewers' events told, each minute of a stream, mode and market once.
CREATE OR REPLACE VIEW trust.quality_minutes AS
SELECT minute, stream_id, mode, market, events, stall_ms, latency_events, latency_ms
FROM trust.quality_minutes_versions FINAL;
