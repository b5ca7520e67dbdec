-- Stalls and latency that viewers' events told, each minute of a stream, mode and market with any once. latency_ms is a sum over
-- latency_events. latencies is its histogram: upper bounds in milliseconds (the last one stands for all above 60,000) and events, see
-- tlHistogramQuantile. Tables of an older TrustLift hold latency_events in place of it: of a minute that was read again, both.
CREATE OR REPLACE VIEW trust.quality_minutes AS
SELECT
    minute,
    stream_id,
    mode,
    market,
    sumIf(amount, measure = 'stall_ms') AS stall_ms,
    greatest(sumIf(amount, measure = 'latency_events'), sumIf(amount, startsWith(measure, 'latency_le_'))) AS latency_events,
    sumIf(amount, measure = 'latency_ms') AS latency_ms,
    sumMapIf(
        [if(measure = 'latency_le_inf', 120000, toUInt32OrZero(substring(measure, 12)))], [amount], startsWith(measure, 'latency_le_')) AS latencies
FROM trust.quality_minutes_versions FINAL
GROUP BY minute, stream_id, mode, market;
