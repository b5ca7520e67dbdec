-- When each credential was last written about, in milliseconds of wall clock: sums made before that no longer hold.
CREATE OR REPLACE VIEW trust.lift_credentials_changed AS
SELECT credential_id, toUnixTimestamp64Milli(max(recorded_at)) AS changed_at
FROM trust.credentials_versions
GROUP BY credential_id;
