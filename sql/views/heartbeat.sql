-- trust.heartbeat_rows for an alarm that must not stay silent: always one row, so that no answer at all is an alarm too. value is 1 where
-- there was no viewer-time in the last quarter of an hour either, since then nothing is live.
--
-- Parameter: at (UTC).
CREATE OR REPLACE VIEW trust.heartbeat AS
SELECT coalesce((SELECT value FROM trust.heartbeat_rows(at = {at:DateTime64(3, 'UTC')})), 1) AS value;
