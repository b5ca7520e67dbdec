-- Dead letters with what became of them. status: waiting; in_doubt (a redrive broke off, the next one finds out); redriven; rejected_again (the
-- record that was sent in was rejected too, and is a dead letter of its own at sent_partition and sent_offset); duplicate (its event was sent in
-- with another dead letter). sent_partition and sent_offset mean something in redriven and rejected_again only.
CREATE OR REPLACE VIEW trust.dead_letters AS
SELECT
    rejected.topic AS topic,
    rejected.partition AS partition,
    rejected.offset AS offset,
    rejected.reason AS reason,
    rejected.detail AS detail,
    rejected.payload AS payload,
    rejected.key AS key,
    rejected.event_time AS event_time,
    rejected.rejected_at AS rejected_at,
    multiIf(
        redriven.sent AND (redriven.topic, redriven.sent_partition, redriven.sent_offset) IN (SELECT topic, partition, offset FROM trust.rejected_events_versions),
        'rejected_again',
        redriven.sent, 'redriven',
        redriven.sending, 'in_doubt',
        redriven.duplicate, 'duplicate',
        'waiting') AS status,
    redriven.sent_partition AS sent_partition,
    redriven.sent_offset AS sent_offset
FROM trust.rejected_events AS rejected
LEFT JOIN
(
    SELECT
        topic,
        partition,
        offset,
        max(state = 'sent') AS sent,
        max(state = 'sending') AS sending,
        max(state = 'duplicate') AS duplicate,
        -- A dead letter is sent once; the greatest is the only one.
        maxIf(ledger.sent_partition, state = 'sent') AS sent_partition,
        maxIf(ledger.sent_offset, state = 'sent') AS sent_offset
    FROM trust.redrives AS ledger
    GROUP BY topic, partition, offset
) AS redriven ON redriven.topic = rejected.topic AND redriven.partition = rejected.partition AND redriven.offset = rejected.offset;
