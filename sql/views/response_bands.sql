-- Who ordered, by how long the answer to the question took: askers of a band are viewers with a question in it, buyers those of them
-- who ordered within seven days after it. Descriptive: what is hard to answer is asked by other people. By market and over all (ALL).
--
-- Parameters: from, to (UTC).
CREATE OR REPLACE VIEW trust.response_bands AS
WITH
    orders AS
    (
        SELECT viewer_id, groupArray(occurred_at) AS times
        FROM trust.outcomes
        WHERE kind = 'order' AND occurred_at >= {from:DateTime64(3, 'UTC')}
            AND occurred_at <= {to:DateTime64(3, 'UTC')} + INTERVAL 7 DAY
        GROUP BY viewer_id
    )
SELECT
    cell AS market,
    multiIf(questions.response_ms IS NULL, 5, questions.response_ms <= 10000, 1, questions.response_ms <= 30000, 2, questions.response_ms <= 120000, 3, 4) AS band_no,
    ['within 10 s', '10 to 30 s', '30 s to 2 min', 'over 2 min', 'unanswered'][band_no] AS band,
    count() AS questions,
    uniqExact(questions.viewer_id) AS askers,
    uniqExactIf(
        questions.viewer_id,
        arrayExists(ordered -> ordered > questions.asked_at AND ordered <= questions.asked_at + INTERVAL 7 DAY, orders.times)) AS buyers,
    buyers / askers AS buyer_share,
    'observational' AS evidence
FROM trust.questions AS questions
LEFT JOIN orders ON orders.viewer_id = questions.viewer_id
ARRAY JOIN [questions.market, 'ALL'] AS cell
WHERE questions.asked_at >= {from:DateTime64(3, 'UTC')}
    AND questions.asked_at < {to:DateTime64(3, 'UTC')}
GROUP BY cell, band_no
ORDER BY cell != 'ALL', cell, band_no;
