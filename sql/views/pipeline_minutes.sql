-- What became of the records of each topic, by the minute of the Kafka record time: used, duplicate, bot, erased, or rejected with a reason.
--
-- Parameters: from, to (UTC).
CREATE OR REPLACE VIEW trust.pipeline_minutes AS
SELECT minute, toString(topic) AS topic, toString(disposition) AS disposition, toString(reason) AS reason, sum(events) AS events
FROM trust.event_counts
WHERE disposition != 'read'
    AND minute >= {from:DateTime64(3, 'UTC')}
    AND minute < {to:DateTime64(3, 'UTC')}
GROUP BY minute, topic, disposition, reason
ORDER BY minute, topic, disposition, reason;
