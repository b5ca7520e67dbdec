-- Topics of which more than 1 % of the records of the last 15 minutes were rejected, of 100 records or more. value is the share.
--
-- Parameter: at (UTC).
CREATE OR REPLACE VIEW trust.alert_rejected AS
SELECT topic, toFloat64(assumeNotNull(rejected_share)) AS value
FROM trust.pipeline_totals(from = {at:DateTime64(3, 'UTC')} - INTERVAL 15 MINUTE, to = {at:DateTime64(3, 'UTC')})
WHERE read >= 100 AND rejected_share > 0.01
ORDER BY topic;
