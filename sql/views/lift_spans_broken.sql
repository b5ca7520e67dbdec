-- Spans of which a stream has been written since they were pooled, in whatever hour, and since when.
CREATE OR REPLACE VIEW trust.lift_spans_broken AS
SELECT members.mode AS mode, members.grain AS grain, members.starts_at AS starts_at, members.ends_at AS ends_at, min(touched.touched_at) AS broken_at
FROM
(
    SELECT mode, grain, starts_at, ends_at, covers_until, arrayJoin(streams) AS stream_id
    FROM trust.lift_spans FINAL
) AS members
INNER JOIN
(
    SELECT stream_id, arrayJoin([toString(marks.mode), 'all']) AS mode, max(marks.touched_at) AS touched_at
    FROM trust.lift_touched AS marks
    WHERE marks.touched_at > (SELECT min(covers_until) FROM trust.lift_spans)
    GROUP BY stream_id, mode
) AS touched ON touched.stream_id = members.stream_id AND touched.mode = members.mode
WHERE touched.touched_at > members.covers_until
GROUP BY mode, grain, starts_at, ends_at;
