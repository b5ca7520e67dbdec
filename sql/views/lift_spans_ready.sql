-- Spans whose terms in trust.lift_span_terms are those of the contract tables: nothing of their streams, in any hour, and no
-- credential exposed in theirs, has been written since they were pooled.
CREATE OR REPLACE VIEW trust.lift_spans_ready AS
WITH
    (SELECT (groupArray(credential_id), groupArray(changed_at)) FROM trust.lift_credentials_changed) AS changes,
    spans AS
    (
        SELECT mode, grain, starts_at, ends_at, build, covers_until, catalogue_until, streams, credentials
        FROM trust.lift_spans FINAL
    )
SELECT mode, grain, starts_at, ends_at, build, streams
FROM spans
WHERE (mode, grain, starts_at, ends_at) NOT IN
    (
        SELECT members.mode, members.grain, members.starts_at, members.ends_at
        FROM (SELECT mode, grain, starts_at, ends_at, covers_until, arrayJoin(streams) AS stream_id FROM spans) AS members
        INNER JOIN
        (
            SELECT stream_id, arrayJoin([toString(marks.mode), 'all']) AS mode, max(marks.touched_at) AS touched_at
            FROM trust.lift_touched AS marks
            WHERE marks.touched_at > (SELECT min(covers_until) FROM trust.lift_spans)
            GROUP BY stream_id, mode
        ) AS touched ON touched.stream_id = members.stream_id AND touched.mode = members.mode
        WHERE touched.touched_at > members.covers_until
    )
    AND NOT arrayExists(
        credential -> transform(credential, changes.1, changes.2, toInt64(0)) > toUnixTimestamp64Milli(catalogue_until),
        arrayMap(credential -> toString(credential), credentials));
