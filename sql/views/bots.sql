-- Suspected bots, hour by hour: events that the producer marked is_bot. They are counted here and are in no other figure. share is of all events of
-- viewers that were read.
--
-- Parameters: from, to (UTC, by record time).
CREATE OR REPLACE VIEW trust.bots AS
SELECT
    toStartOfHour(minute) AS hour,
    sumIf(events, disposition = 'bot') AS bot_events,
    sumIf(events, disposition = 'read') AS read_events,
    bot_events / nullIf(read_events, 0) AS share
FROM trust.event_counts
WHERE topic = 'live.viewer-events'
    AND minute >= {from:DateTime64(3, 'UTC')}
    AND minute < {to:DateTime64(3, 'UTC')}
GROUP BY hour
ORDER BY hour;
