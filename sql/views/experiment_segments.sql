-- What an experiment says for parts of its viewers, one way of parting them at a time: by market, audience (new or returning
-- viewers) and quality of the stream. interaction_p asks whether the parts differ. See trust.experiment_estimates.
--
-- Parameters: experiment, cap, window_days: see trust.experiment_lift.
CREATE OR REPLACE VIEW trust.experiment_segments AS
SELECT *
FROM trust.experiment_estimates(
    experiment = {experiment:String}, cap = {cap:Float64}, window_days = {window_days:Float64}, closed_only = 0, step = 0)
WHERE segment != 'all'
ORDER BY experiment_id, metric, variant, segment, segment_value;
