-- Hours whose terms in trust.lift_terms are those of the contract tables: nothing of the hour, and no credential exposed in it,
-- has been written since they were summed.
CREATE OR REPLACE VIEW trust.lift_hours_ready AS
WITH (SELECT (groupArray(credential_id), groupArray(changed_at)) FROM trust.lift_credentials_changed) AS changes
SELECT builds.hour AS hour, builds.build AS build
FROM
(
    SELECT hour, build, covers_until, credentials
    FROM trust.lift_builds FINAL
) AS builds
INNER JOIN
(
    SELECT hour, max(touched_at) AS touched_at
    FROM trust.lift_touched
    GROUP BY hour
) AS touched ON touched.hour = builds.hour
WHERE touched.touched_at <= builds.covers_until
    AND NOT arrayExists(
        credential -> transform(credential, changes.1, changes.2, toInt64(0)) > toUnixTimestamp64Milli(builds.covers_until),
        arrayMap(credential -> toString(credential), builds.credentials));
