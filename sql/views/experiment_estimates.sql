-- What an experiment says, at one or more instants: every arm against the control, for each segment and metric.
--
-- Parameters: as those of trust.experiment_sums.
--
-- Lifts are absolute and relative, with Welch's intervals of 95 % (p_value is of the relative lift), the always-valid interval and
-- p of the relative lift (asymptotic confidence sequence, tuned to 5,000 viewers), and CUPED with the fortnight before the
-- trigger. p_adjusted is Holm's over primary metrics and arms in the segment all, Benjamini-Hochberg's over the values of other
-- segments; valid_p_adjusted is the same of valid_p. interaction_p asks whether a segment's values differ at all (Cochran's Q of
-- the relative lifts). The verdict goes by valid_p_adjusted until the planned end, and by p_adjusted afterwards.
CREATE OR REPLACE VIEW trust.experiment_estimates AS
WITH
    0.05 AS alpha,
    0.8 AS power,
    5000 AS tuned_to,
    -- Revenue is unknown where a rate is missing: NULL, and so is all that follows from it.
    known AS
    (
        SELECT
            *,
            if(metric = 'revenue_per_viewer' AND orders_without_rate > 0, NULL, m) AS known_m,
            m / n AS m_mean,
            d / n AS d_mean,
            before_m / n AS before_m_mean,
            before_d / n AS before_d_mean
        FROM trust.experiment_sums(
            experiment = {experiment:String}, cap = {cap:Float64}, window_days = {window_days:Float64},
            closed_only = {closed_only:UInt8}, step = {step:UInt32})
    ),
    moments AS
    (
        SELECT
            *,
            known_m / nullIf(d, 0) AS mean,
            before_m / nullIf(before_d, 0) AS before_mean,
            -- Of the metric, and of its covariate.
            arrayMap(
                (sum_m, sum_mm, sum_d, sum_dd, sum_md, mean_m, mean_d) -> multiIf(
                    kind = 'proportion', tlProportionVariance(mean_m),
                    kind = 'mean', tlVariance(n, sum_m, sum_mm),
                    tlRatioVariance(
                        mean_m, mean_d, tlVariance(n, sum_m, sum_mm), tlVariance(n, sum_d, sum_dd), tlCovariance(n, sum_m, sum_d, sum_md))),
                [m, before_m], [mm, before_mm], [d, before_d], [dd, before_dd], [md, before_md], [m_mean, before_m_mean],
                [d_mean, before_d_mean]) AS variances,
            variances[1] AS variance,
            variances[2] AS before_variance,
            multiIf(
                kind = 'proportion', tlProportionCovariance(n, m, before_m, m_before_m),
                kind = 'mean', tlCovariance(n, m, before_m, m_before_m),
                tlRatioCovariance(
                    m_mean, d_mean, before_m_mean, before_d_mean, tlCovariance(n, m, before_m, m_before_m),
                    tlCovariance(n, m, before_d, m_before_d), tlCovariance(n, d, before_m, d_before_m),
                    tlCovariance(n, d, before_d, d_before_d))) AS covariance
        FROM known
    ),
    metrics AS
    (
        SELECT
            experiment_id,
            as_of,
            segment,
            segment_value,
            metric,
            kind,
            sum(open_windows) AS open_windows,
            sum(orders_without_rate) AS orders_without_rate,
            min(first_triggered_at) AS first_at,
            max(last_triggered_at) AS last_at,
            groupArray((
                variant, n, mean, variance, before_mean, ifNull(before_variance, 0), ifNull(covariance, 0), m, before_m,
                before_mm, m_before_m)) AS arms
        FROM moments
        GROUP BY experiment_id, as_of, segment, segment_value, metric, kind
    ),
    declared AS
    (
        SELECT
            metrics.*,
            experiments.control AS control_variant,
            experiments.primary_metric AS primary_metric,
            experiments.planned_effect AS planned_effect,
            experiments.ended_at AS ended_at,
            arrayMap(variant -> arrayFirst(arm -> arm.1 = variant, arms).2, experiments.variants) AS counts,
            experiments.shares AS shares,
            arrayFirst(arm -> arm.1 = control_variant, arms) AS control,
            arrayFilter(variant -> variant != control_variant, experiments.variants) AS treatment_names,
            arrayMap(variant -> arrayFirst(arm -> arm.1 = variant, arms), treatment_names) AS treatments
        FROM metrics
        INNER JOIN trust.experiments AS experiments ON experiments.experiment_id = metrics.experiment_id
    ),
    -- Control and treatment side by side: c_ and t_.
    pairs AS
    (
        SELECT
            experiment_id,
            as_of,
            segment,
            segment_value,
            metric,
            kind,
            open_windows,
            orders_without_rate,
            first_at,
            last_at,
            primary_metric,
            planned_effect,
            ended_at,
            counts,
            shares,
            metric IN ('order_rate', 'revenue_per_viewer', primary_metric) AS is_primary,
            variant,
            control.2 AS c_n,
            control.3 AS c_mean,
            control.4 AS c_variance,
            control.5 AS c_before,
            control.6 AS c_before_variance,
            control.7 AS c_covariance,
            control.8 AS c_m,
            control.9 AS c_before_m,
            control.10 AS c_before_mm,
            control.11 AS c_product,
            treatment.2 AS t_n,
            treatment.3 AS t_mean,
            treatment.4 AS t_variance,
            treatment.5 AS t_before,
            treatment.6 AS t_before_variance,
            treatment.7 AS t_covariance,
            treatment.8 AS t_m,
            treatment.9 AS t_before_m,
            treatment.10 AS t_before_mm,
            treatment.11 AS t_product
        FROM declared
        ARRAY JOIN treatments AS treatment, treatment_names AS variant
    ),
    adjusted AS
    (
        SELECT
            *,
            -- A ratio that did not exist before, in either arm, adjusts nothing.
            multiIf(
                kind = 'ratio' AND (c_before IS NULL OR t_before IS NULL), 0,
                kind = 'ratio',
                tlCupedRatioTheta(c_before_variance, c_covariance, t_before_variance, t_covariance),
                tlCupedTheta(
                    c_n, c_m, c_before_m, c_before_mm, c_product, t_n, t_m, t_before_m, t_before_mm, t_product)) AS theta,
            tlSampleRatioP(counts, shares) AS sample_ratio_p,
            tlSampleRatioDeviation(counts, shares) AS sample_ratio_deviation
        FROM pairs
    ),
    lifts AS
    (
        SELECT
            *,
            tlWelchAbsoluteLift(c_mean, t_mean) AS found_abs_lift,
            tlWelchAbsoluteSe(c_n, c_variance, t_n, t_variance) AS abs_se,
            tlRelativeLift(c_mean, t_mean) AS found_rel_lift,
            tlRelativeSe(c_n, c_mean, c_variance, t_n, t_mean, t_variance) AS rel_se,
            tlWelchDf(c_n, c_variance, t_n, t_variance) AS df,
            tlCupedRelativeLift(c_mean, ifNull(c_before, 0), t_mean, ifNull(t_before, 0), theta) AS found_cuped_lift,
            if(
                kind = 'ratio',
                tlCupedRatioRelativeSe(
                    c_n, c_mean, ifNull(c_before, 0), c_variance, c_before_variance, c_covariance, t_n, t_mean, ifNull(t_before, 0), t_variance,
                    t_before_variance, t_covariance, theta),
                tlCupedRelativeSe(
                    c_n, c_mean, c_variance, c_before_variance, c_covariance, t_n, t_mean, t_variance, t_before_variance,
                    t_covariance, theta)) AS cuped_rel_se,
            tlCupedDf(
                c_n, c_variance, c_before_variance, c_covariance, t_n, t_variance, t_before_variance, t_covariance, theta) AS cuped_df,
            sample_ratio_p < 0.001 AND sample_ratio_deviation >= 0.001 AS mismatched,
            tlMde(power, c_mean, c_variance, c_n, t_n, alpha, 1) AS detectable_effect,
            tlSampleSize(planned_effect, power, c_mean, c_variance, t_n / c_n, alpha, 1) AS control_needed
        FROM adjusted
    ),
    -- An estimate without an interval is none.
    supported AS
    (
        SELECT
            *,
            if(abs_se IS NULL OR df IS NULL, NULL, found_abs_lift) AS abs_lift,
            if(rel_se IS NULL OR df IS NULL, NULL, found_rel_lift) AS rel_lift,
            if(cuped_rel_se IS NULL OR cuped_df IS NULL, NULL, found_cuped_lift) AS cuped_rel_lift
        FROM lifts
    ),
    tested AS
    (
        SELECT
            *,
            tlPValue(rel_lift, rel_se, df) AS p_value,
            tlSequentialHalfWidth(rel_se, c_n + t_n, alpha, tuned_to) AS valid_half_width,
            tlSequentialP(rel_lift, rel_se, c_n + t_n, alpha, tuned_to) AS valid_p,
            -- One expression: the engine takes longer to plan a quantile than to compute it.
            arrayMap((se, degrees) -> tlHigh(0, se, degrees, alpha), [abs_se, rel_se, cuped_rel_se], [df, df, cuped_df]) AS half_widths,
            (segment_value, metric, variant) AS place,
            if(segment = 'all' AND is_primary, 'primary', concat(metric, '|', variant)) AS family
        FROM supported
    ),
    families AS
    (
        SELECT
            *,
            groupArray(place) OVER family_rows AS places,
            groupArray(tuple(p_value)) OVER family_rows AS family_p,
            groupArray(tuple(valid_p)) OVER family_rows AS family_valid_p,
            groupArray((rel_lift, pow(rel_se, 2))) OVER family_rows AS family_lifts,
            max(segment IN ('all', 'market') AND mismatched) OVER (PARTITION BY experiment_id, as_of) AS mismatched_anywhere
        FROM tested
        WINDOW family_rows AS (PARTITION BY experiment_id, as_of, segment, family)
    ),
    judged AS
    (
        SELECT
            *,
            indexOf(places, place) AS number,
            arrayMap(p -> p.1, family_p) AS ps,
            arrayMap(p -> p.1, family_valid_p) AS valid_ps,
            arrayMap(lift -> lift.1, family_lifts) AS segment_lifts,
            arrayMap(lift -> lift.2, family_lifts) AS segment_variances,
            ended_at IS NOT NULL AND as_of >= ended_at AS ended
        FROM families
    ),
    concluded AS
    (
        SELECT
            *,
            arrayMap(family -> if(segment = 'all', tlHolm(family), tlBenjaminiHochberg(family))[number], [ps, valid_ps]) AS both_adjusted,
            both_adjusted[1] AS p_adjusted,
            both_adjusted[2] AS valid_p_adjusted,
            if(segment = 'all', NULL, tlCochranP(segment_lifts, segment_variances)) AS interaction_p,
            if(ended, p_adjusted, valid_p_adjusted) AS deciding_p
        FROM judged
    )
SELECT
    experiment_id,
    as_of,
    segment,
    segment_value,
    metric,
    variant,
    is_primary,
    c_n AS control_n,
    t_n AS variant_n,
    c_mean AS control_mean,
    t_mean AS variant_mean,
    abs_lift,
    abs_lift - half_widths[1] AS abs_low,
    abs_lift + half_widths[1] AS abs_high,
    rel_lift,
    rel_lift - half_widths[2] AS rel_low,
    rel_lift + half_widths[2] AS rel_high,
    p_value,
    rel_lift - valid_half_width AS valid_low,
    rel_lift + valid_half_width AS valid_high,
    valid_p,
    cuped_rel_lift,
    cuped_rel_lift - half_widths[3] AS cuped_rel_low,
    cuped_rel_lift + half_widths[3] AS cuped_rel_high,
    p_adjusted,
    'experiment' AS evidence,
    if(detectable_effect <= planned_effect, 'ready', 'underpowered') AS readiness,
    if(
        detectable_effect <= planned_effect,
        0,
        (control_needed - c_n) / (c_n / greatest((toUnixTimestamp64Milli(last_at) - toUnixTimestamp64Milli(first_at)) / 86400000, 1 / 24))) AS days_to_go,
    multiIf(
        mismatched_anywhere, 'unhealthy',
        p_value IS NULL, 'too_little_data',
        deciding_p >= alpha, 'no_clear_change',
        rel_lift > 0, 'up',
        'down') AS verdict,
    valid_p_adjusted,
    interaction_p,
    detectable_effect,
    planned_effect,
    ended,
    open_windows,
    orders_without_rate
FROM concluded;
