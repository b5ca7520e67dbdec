-- How fast questions of live viewers were answered, told apart by stream, language or topic; by market and over all (ALL). Percentiles are of the
-- answered ones, share_within_10s is of all. value is empty where the producer gave no label.
--
-- Parameters: from, to (UTC); by: stream, language or topic.
CREATE OR REPLACE VIEW trust.response_by AS
SELECT
    cell AS market,
    multiIf({by:String} = 'stream', stream_id, {by:String} = 'language', language, topic) AS value,
    count() AS questions,
    count(response_ms) AS answered,
    questions - answered AS unanswered,
    quantileExactInclusiveOrNull(0.5)(response_ms) AS p50_ms,
    quantileExactInclusiveOrNull(0.9)(response_ms) AS p90_ms,
    countIf(response_ms <= 10000) / questions AS share_within_10s
FROM trust.questions
ARRAY JOIN [market, 'ALL'] AS cell
WHERE asked_at >= {from:DateTime64(3, 'UTC')}
    AND asked_at < {to:DateTime64(3, 'UTC')}
    AND mode = 'live'
    AND NOT throwIf({by:String} NOT IN ('stream', 'language', 'topic'), 'by must be stream, language or topic')
GROUP BY cell, value
ORDER BY cell != 'ALL', cell, questions DESC, value;
