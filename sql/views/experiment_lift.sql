-- What an experiment says as the data stand, for every metric, arm, and market (ALL is all of them). See
-- trust.experiment_estimates.
--
-- Parameters: experiment: its id, or empty for all; cap: quantile at which revenue per viewer is capped, 0 for no cap;
-- window_days: the conversion window; closed_only: 1 to leave out viewers whose window is still open.
CREATE OR REPLACE VIEW trust.experiment_lift AS
SELECT
    experiment_id,
    metric,
    segment_value AS market,
    variant,
    control_n,
    variant_n,
    control_mean,
    variant_mean,
    abs_lift,
    abs_low,
    abs_high,
    rel_lift,
    rel_low,
    rel_high,
    p_value,
    valid_low,
    valid_high,
    valid_p,
    cuped_rel_lift,
    cuped_rel_low,
    cuped_rel_high,
    p_adjusted,
    evidence,
    readiness,
    days_to_go,
    verdict,
    valid_p_adjusted,
    interaction_p,
    detectable_effect,
    planned_effect,
    ended,
    open_windows,
    orders_without_rate
FROM trust.experiment_estimates(
    experiment = {experiment:String}, cap = {cap:Float64}, window_days = {window_days:Float64}, closed_only = {closed_only:UInt8}, step = 0)
WHERE segment IN ('all', 'market')
ORDER BY
    experiment_id,
    indexOf(['order_rate', 'revenue_per_viewer', 'inquiry_rate', 'orders_per_inquirer', 'refund_rate', 'stall_share', 'watch_minutes'], metric),
    variant,
    market != 'ALL',
    market;
