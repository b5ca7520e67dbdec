-- How much of what is asked asks for trust (trust.topics: who are you, shipped from where, who pays returns), by the concern behind it; by market
-- and over all (ALL). share is of all questions of the market that carry a topic; every concern is a row where anything was asked.
--
-- Parameters: from, to (UTC).
CREATE OR REPLACE VIEW trust.trust_questions AS
WITH
    ['merchant_is_real', 'product_as_shown', 'after_sales_is_safe'] AS worries,
    (SELECT (groupArray(toString(topic)), groupArray(toString(concern))) FROM trust.topics) AS known
SELECT
    cell AS market,
    concern,
    countIf(transform(topic, known.1, known.2, '') = concern) AS questions,
    count() AS all_questions,
    questions / all_questions AS share,
    countIf(transform(topic, known.1, known.2, '') = concern AND response_ms IS NULL) AS unanswered,
    quantileExactInclusiveOrNullIf(0.5)(response_ms, transform(topic, known.1, known.2, '') = concern) AS p50_ms
FROM trust.questions
ARRAY JOIN [market, 'ALL'] AS cell
ARRAY JOIN worries AS concern
WHERE asked_at >= {from:DateTime64(3, 'UTC')}
    AND asked_at < {to:DateTime64(3, 'UTC')}
    AND topic != ''
GROUP BY cell, concern
ORDER BY cell != 'ALL', cell, indexOf(worries, concern);
