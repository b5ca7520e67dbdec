-- What the monitor would have shown at the end of each day. See trust.experiment_lift_at.
--
-- Parameters: experiment, cap, window_days: see trust.experiment_lift.
CREATE OR REPLACE VIEW trust.experiment_lift_by_day AS
SELECT toDate(as_of - INTERVAL 1 SECOND) AS day, *
FROM trust.experiment_lift_at(
    experiment = {experiment:String}, cap = {cap:Float64}, window_days = {window_days:Float64}, step = 86400);
