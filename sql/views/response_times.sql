-- How fast questions of live viewers in the range were answered: by market and over all (ALL), for each stream and over all (empty stream_id).
-- Percentiles are of the answered ones; share_within_10s is of all.
--
-- Parameters: from, to (UTC).
CREATE OR REPLACE VIEW trust.response_times AS
SELECT
    cell AS market,
    room AS stream_id,
    count() AS questions,
    count(response_ms) AS answered,
    questions - answered AS unanswered,
    quantileExactInclusiveOrNull(0.5)(response_ms) AS p50_ms,
    quantileExactInclusiveOrNull(0.9)(response_ms) AS p90_ms,
    countIf(response_ms <= 10000) / questions AS share_within_10s
FROM trust.questions
ARRAY JOIN [market, 'ALL'] AS cell
ARRAY JOIN ['', stream_id] AS room
WHERE asked_at >= {from:DateTime64(3, 'UTC')}
    AND asked_at < {to:DateTime64(3, 'UTC')}
    AND mode = 'live'
GROUP BY cell, room
ORDER BY cell != 'ALL', cell, room;
