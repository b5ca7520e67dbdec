-- Answered questions, each once, with the earliest answer.
CREATE OR REPLACE VIEW trust.replies AS
SELECT
    question_id,
    stream_id,
    viewer_id,
    asked_at,
    replied_at,
    toUnixTimestamp64Milli(replied_at) - toUnixTimestamp64Milli(asked_at) AS response_ms
FROM trust.replies_versions FINAL;
