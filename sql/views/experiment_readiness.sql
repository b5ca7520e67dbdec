-- Every experiment in a line: may it be decided? Over all markets, for its primary metric; of several arms the one with the smallest p.
CREATE OR REPLACE VIEW trust.experiment_readiness AS
WITH
    answers AS
    (
        SELECT experiment_id, metric, variant, control_n + variant_n AS viewers, readiness, days_to_go, rel_lift, valid_low, valid_high, valid_p, verdict, evidence, ended
        FROM trust.experiment_lift(experiment = '', cap = 0.999, window_days = 7, closed_only = 0)
        WHERE market = 'ALL'
    ),
    health AS
    (
        SELECT experiment_id, any(status) AS status
        FROM trust.experiment_health(experiment = '')
        WHERE market = 'ALL'
        GROUP BY experiment_id
    )
SELECT
    experiments.experiment_id AS experiment_id,
    experiments.name AS name,
    experiments.primary_metric AS primary_metric,
    toDateTime(experiments.started_at, 'UTC') AS started_at,
    toDateTime(experiments.ended_at, 'UTC') AS ended_at,
    health.status AS status,
    answers.variant AS variant,
    answers.viewers AS viewers,
    if(answers.readiness = '', 'underpowered', answers.readiness) AS readiness,
    answers.days_to_go AS days_to_go,
    answers.rel_lift AS rel_lift,
    answers.valid_low AS valid_low,
    answers.valid_high AS valid_high,
    if(answers.verdict = '', 'too_little_data', answers.verdict) AS verdict,
    'experiment' AS evidence
FROM trust.experiments AS experiments
LEFT JOIN answers ON answers.experiment_id = experiments.experiment_id AND answers.metric = experiments.primary_metric
LEFT JOIN health ON health.experiment_id = experiments.experiment_id
ORDER BY experiments.experiment_id, answers.valid_p ASC NULLS LAST
LIMIT 1 BY experiments.experiment_id;
