-- Spans whose terms in trust.lift_span_terms are those of the contract tables: nothing of their streams, in any hour, and no
-- credential exposed in theirs, has been written since they were pooled.
CREATE OR REPLACE VIEW trust.lift_spans_ready AS
WITH (SELECT (groupArray(credential_id), groupArray(changed_at)) FROM trust.lift_credentials_changed) AS changes
SELECT mode, grain, starts_at, ends_at, build, streams
FROM trust.lift_spans FINAL
WHERE (mode, grain, starts_at, ends_at) NOT IN (SELECT mode, grain, starts_at, ends_at FROM trust.lift_spans_broken)
    AND NOT arrayExists(
        credential -> transform(credential, changes.1, changes.2, toInt64(0)) > toUnixTimestamp64Milli(catalogue_until),
        arrayMap(credential -> toString(credential), credentials));
