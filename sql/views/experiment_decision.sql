-- Whether an experiment may be decided, and how: the verdict of trust.experiment_readiness once the experiment is ready and healthy,
-- and before that why not. The only column that a dashboard may colour. An inquiry rate is never decided by: fewer questions may
-- be better.
CREATE OR REPLACE VIEW trust.experiment_decision AS
SELECT
    *,
    multiIf(
        status = 'sample_ratio_mismatch' OR verdict = 'unhealthy', 'unhealthy',
        status != 'ok' OR readiness != 'ready' OR verdict = 'too_little_data' OR primary_metric = 'inquiry_rate', 'not_ready',
        verdict) AS decision
FROM trust.experiment_readiness;
