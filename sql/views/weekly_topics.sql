-- What was asked about in an ISO week of the market's own clock (ALL: UTC), and what of it has no answer. The topic is the producer's label,
-- empty without one. askers: viewers who asked; where they are fewer than ten, a page that is shared leaves the topic out.
--
-- Parameter: week (its Monday).
CREATE OR REPLACE VIEW trust.weekly_topics AS
SELECT
    cell AS market,
    topic,
    count() AS questions,
    count(response_ms) AS answered,
    questions - answered AS unanswered,
    uniqExact(viewer_id) AS askers
FROM
(
    SELECT topic, viewer_id, asked_at, response_ms, arrayJoin([market, 'ALL']) AS cell
    FROM trust.questions
    WHERE asked_at >= toDateTime({week:Date}, 'UTC') - INTERVAL 1 DAY AND asked_at < toDateTime({week:Date}, 'UTC') + INTERVAL 8 DAY
) AS asked
INNER JOIN trust.review_ranges(week = {week:Date}) AS ranges ON ranges.market = asked.cell
WHERE asked_at >= ranges.starts_at AND asked_at < ranges.ends_at
GROUP BY cell, topic
ORDER BY cell != 'ALL', cell, unanswered DESC, questions DESC, topic;
