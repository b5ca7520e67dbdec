-- Questions with their answers: answered_at and response_ms are NULL while there is none.
CREATE OR REPLACE VIEW trust.questions AS
SELECT
    inquiries.outcome_id AS question_id,
    inquiries.viewer_id AS viewer_id,
    inquiries.stream_id AS stream_id,
    inquiries.mode AS mode,
    toString(inquiries.market) AS market,
    toString(inquiries.topic) AS topic,
    toString(inquiries.language) AS language,
    inquiries.occurred_at AS asked_at,
    if(replies.question_id = '', NULL, replies.replied_at) AS answered_at,
    if(replies.question_id = '', NULL, replies.response_ms) AS response_ms
FROM trust.outcomes AS inquiries
LEFT JOIN trust.replies AS replies ON replies.viewer_id = inquiries.viewer_id AND replies.question_id = inquiries.outcome_id
WHERE inquiries.kind = 'inquiry';
