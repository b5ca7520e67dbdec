-- Streams whose answers of the last 15 minutes took more than 10 seconds at the ninetieth percentile, of 5 answers or more. value is
-- that percentile in seconds.
--
-- Parameter: at (UTC).
CREATE OR REPLACE VIEW trust.alert_slow_answers AS
SELECT stream_id, quantileExactInclusive(0.9)(assumeNotNull(response_ms)) / 1000 AS value
FROM trust.questions
WHERE mode = 'live'
    AND answered_at > {at:DateTime64(3, 'UTC')} - INTERVAL 15 MINUTE
    AND answered_at <= {at:DateTime64(3, 'UTC')}
GROUP BY stream_id
HAVING count() >= 5 AND value > 10
ORDER BY stream_id;
