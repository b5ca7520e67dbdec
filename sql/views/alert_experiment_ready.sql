-- Experiments that are running and may be decided, see trust.experiment_decision: their planned effect is detectable, and they are
-- healthy. value is the number of viewers.
CREATE OR REPLACE VIEW trust.alert_experiment_ready AS
SELECT experiment_id, verdict, toFloat64(viewers) AS value
FROM trust.experiment_decision
WHERE decision NOT IN ('unhealthy', 'not_ready')
    AND (ended_at IS NULL OR ended_at > (SELECT through FROM trust.data_clock))
ORDER BY experiment_id;
