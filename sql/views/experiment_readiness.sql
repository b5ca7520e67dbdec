-- Every experiment in a line: may it be decided? Over all markets, for its primary metric; of several arms the one with the smallest p.
CREATE OR REPLACE VIEW trust.experiment_readiness AS
WITH
    answers AS
    (
        SELECT experiment_id, metric, variant, control_n + variant_n AS viewers, readiness, days_to_go, rel_lift, valid_low, valid_high, valid_p, verdict, evidence, ended
        FROM trust.experiment_estimates(experiment = '', cap = 0.999, window_days = 7, closed_only = 0, step = 0)
        WHERE segment = 'all'
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
LIMIT 1 BY experiments.experiment_id
-- See trust.credential_lift: nearly all the time goes into planning.
SETTINGS
    optimize_aggregators_of_group_by_keys = 0,
    optimize_and_compare_chain = 0,
    optimize_arithmetic_operations_in_aggregate_functions = 0,
    optimize_extract_common_expressions = 0,
    optimize_functions_to_subcolumns = 0,
    optimize_group_by_function_keys = 0,
    optimize_injective_functions_in_group_by = 0,
    optimize_injective_functions_inside_uniq = 0,
    optimize_multiif_to_if = 0,
    optimize_normalize_count_variants = 0,
    optimize_or_like_chain = 0,
    optimize_redundant_functions_in_order_by = 0,
    optimize_rewrite_aggregate_function_with_if = 0,
    optimize_rewrite_sum_if_to_count_if = 0,
    optimize_time_filter_with_preimage = 0,
    optimize_uniq_to_count = 0;
