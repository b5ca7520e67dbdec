-- A fixed rhythm, series by series and over all (ALL): of the streams planned in the range and not called off, whose time has come (due), how many
-- began on time, within 15 minutes of the plan; the days between streams that began; and how many of the viewers of these streams were returning
-- (began another visit, in any stream, at least six hours before). on_time_share is on_time / due.
--
-- Parameters: from, to (UTC).
CREATE OR REPLACE VIEW trust.rhythm AS
WITH
    streams AS
    (
        SELECT * FROM trust.scheduled_streams(from = {from:DateTime64(3, 'UTC')}, to = {to:DateTime64(3, 'UTC')})
    ),
    seen AS
    (
        SELECT
            visits.stream_id AS stream_id,
            uniqExact(visits.viewer_id) AS viewers,
            uniqExactIf(visits.viewer_id, visits.started_at >= firsts.first_at + INTERVAL 6 HOUR) AS returning
        FROM trust.visits AS visits
        INNER JOIN (SELECT viewer_id, min(started_at) AS first_at FROM trust.visits GROUP BY viewer_id) AS firsts
            ON firsts.viewer_id = visits.viewer_id
        WHERE visits.mode = 'live'
            AND visits.started_at >= {from:DateTime64(3, 'UTC')} - INTERVAL 1 DAY
            AND visits.started_at < {to:DateTime64(3, 'UTC')} + INTERVAL 1 DAY
        GROUP BY stream_id
    ),
    told AS
    (
        SELECT
            cell,
            countIf(streams.became IN ('on_time', 'late', 'early', 'missed')) AS due,
            countIf(streams.became = 'on_time') AS on_time,
            countIf(streams.became = 'late') AS late,
            countIf(streams.became = 'early') AS early,
            countIf(streams.became = 'missed') AS missed,
            countIf(streams.became = 'cancelled') AS cancelled,
            countIf(streams.became = 'unplanned') AS unplanned,
            arraySort(groupArrayIf(assumeNotNull(streams.started_at), streams.started_at IS NOT NULL)) AS begins,
            sum(seen.viewers) AS viewers,
            sum(seen.returning) AS returning
        FROM streams
        LEFT JOIN seen ON seen.stream_id = streams.stream_id
        ARRAY JOIN if(streams.series = '', ['ALL'], ['ALL', streams.series]) AS cell
        GROUP BY cell
    )
SELECT
    cell AS series,
    due,
    on_time,
    late,
    early,
    missed,
    cancelled,
    unplanned,
    on_time / nullIf(due, 0) AS on_time_share,
    arrayMap(pair -> dateDiff('second', pair.1, pair.2) / 86400, arrayZip(arrayPopBack(begins), arrayPopFront(begins))) AS gaps,
    if(empty(gaps), NULL, arraySort(gaps)[intDiv(length(gaps) + 1, 2)]) AS usual_gap_days,
    if(empty(gaps), NULL, arrayMax(gaps)) AS longest_gap_days,
    viewers,
    returning / nullIf(viewers, 0) AS returning_share
FROM told
ORDER BY cell != 'ALL', cell;
