-- Questions of a stream minute by minute: backlog is how many were open at the end of it.
--
-- Parameter: stream.
CREATE OR REPLACE VIEW trust.question_backlog AS
SELECT minute, sum(asks) AS asked, sum(answers) AS answered, sum(asked) OVER (ORDER BY minute) - sum(answered) OVER (ORDER BY minute) AS backlog
FROM
(
    SELECT toStartOfMinute(toDateTime(asked_at, 'UTC')) AS minute, 1 AS asks, 0 AS answers
    FROM trust.questions
    WHERE stream_id = {stream:String} AND mode = 'live'
    UNION ALL
    SELECT toStartOfMinute(toDateTime(answered_at, 'UTC')) AS minute, 0 AS asks, 1 AS answers
    FROM trust.questions
    WHERE stream_id = {stream:String} AND mode = 'live' AND answered_at IS NOT NULL
)
GROUP BY minute
ORDER BY minute;
