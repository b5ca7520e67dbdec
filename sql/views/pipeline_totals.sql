-- What became of the records of each topic in a range. Shares are of those read. late is part of rejected.
--
-- Parameters: from, to (UTC).
CREATE OR REPLACE VIEW trust.pipeline_totals AS
SELECT
    toString(topic) AS topic,
    sumIf(events, disposition = 'read') AS read,
    sumIf(events, disposition = 'used') AS used,
    sumIf(events, disposition = 'duplicate') AS duplicate,
    sumIf(events, disposition = 'bot') AS bot,
    sumIf(events, disposition = 'rejected') AS rejected,
    sumIf(events, disposition = 'erased') AS erased,
    sumIf(events, disposition = 'rejected' AND reason = 'late') AS late,
    rejected / nullIf(read, 0) AS rejected_share,
    late / nullIf(read, 0) AS late_share
FROM trust.event_counts
WHERE minute >= {from:DateTime64(3, 'UTC')}
    AND minute < {to:DateTime64(3, 'UTC')}
GROUP BY topic
ORDER BY topic;
