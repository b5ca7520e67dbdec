-- What one would have read off the experiment every step seconds, with the assignments, rates and order states known today. As
-- trust.experiment_lift, with the instant as_of.
--
-- Parameters: experiment, cap, window_days: see trust.experiment_lift; step: seconds between two looks.
CREATE OR REPLACE VIEW trust.experiment_lift_at AS
SELECT * EXCEPT (segment, segment_value), segment_value AS market
FROM trust.experiment_estimates(
    experiment = {experiment:String}, cap = {cap:Float64}, window_days = {window_days:Float64}, closed_only = 0, step = {step:UInt32})
WHERE segment IN ('all', 'market')
ORDER BY experiment_id, as_of, metric, variant, market != 'ALL', market;
