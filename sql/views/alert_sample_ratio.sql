-- Experiments that are running whose viewers are not split as planned, by market and over all (ALL). value is the p-value of the test.
CREATE OR REPLACE VIEW trust.alert_sample_ratio AS
SELECT DISTINCT health.experiment_id AS experiment_id, health.market AS market, toFloat64(health.srm_p) AS value
FROM trust.experiment_health(experiment = '') AS health
WHERE health.status = 'sample_ratio_mismatch'
    AND health.experiment_id IN
    (
        SELECT experiment_id
        FROM trust.experiments
        WHERE ended_at IS NULL OR ended_at > (SELECT through FROM trust.data_clock)
    )
ORDER BY experiment_id, market;
