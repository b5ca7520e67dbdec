-- What was asked about, and what of it has no answer: by market and over all (ALL). The topic is the producer's label, empty without one.
--
-- Parameters: from, to (UTC).
CREATE OR REPLACE VIEW trust.unanswered_topics AS
SELECT cell AS market, topic, count() AS questions, count(response_ms) AS answered, questions - answered AS unanswered
FROM trust.questions
ARRAY JOIN [market, 'ALL'] AS cell
WHERE asked_at >= {from:DateTime64(3, 'UTC')}
    AND asked_at < {to:DateTime64(3, 'UTC')}
GROUP BY cell, topic
ORDER BY cell != 'ALL', cell, unanswered DESC, topic;
