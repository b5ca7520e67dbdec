-- The plan of streams beside what took place, for streams planned to begin, or begun without a plan, in the range. A stream begins with its first
-- live viewer. became: on_time (within 15 minutes of the plan, before or after), late, early, missed (its time is an hour past by the data clock, and nobody
-- has come), cancelled, upcoming, unplanned.
--
-- Parameters: from, to (UTC).
CREATE OR REPLACE VIEW trust.scheduled_streams AS
WITH assumeNotNull((SELECT through FROM trust.data_clock)) AS through
SELECT
    if(plan.stream_id = '', held.stream_id, plan.stream_id) AS stream_id,
    if(plan.stream_id = '', '', plan.series) AS series,
    if(plan.stream_id = '', NULL, toDateTime(plan.planned_start, 'UTC')) AS planned_start,
    if(held.stream_id = '', NULL, toDateTime(held.began, 'UTC')) AS started_at,
    dateDiff('second', planned_start, started_at) AS late_by_s,
    multiIf(
        plan.stream_id = '', 'unplanned',
        held.stream_id != '', multiIf(late_by_s > 900, 'late', late_by_s < -900, 'early', 'on_time'),
        plan.status = 'cancelled', 'cancelled',
        plan.planned_start + INTERVAL 1 HOUR < through, 'missed',
        'upcoming') AS became
FROM (SELECT * FROM trust.schedule) AS plan
FULL JOIN
(
    SELECT stream_id, min(started_at) AS began
    FROM trust.visits
    WHERE mode = 'live'
    GROUP BY stream_id
) AS held ON held.stream_id = plan.stream_id
WHERE if(plan.stream_id = '', held.began, plan.planned_start) >= {from:DateTime64(3, 'UTC')}
    AND if(plan.stream_id = '', held.began, plan.planned_start) < {to:DateTime64(3, 'UTC')}
ORDER BY if(plan.stream_id = '', held.began, plan.planned_start), stream_id;
