-- The viewers of experiments with what each has done in the conversion window, as the data stand: the rows that every figure of
-- an experiment is summed from. See trust.experiment_unit_values.
--
-- Parameters: experiment: its id, or empty for all; window_days: the conversion window.
CREATE OR REPLACE VIEW trust.experiment_units AS
SELECT *
FROM trust.experiment_unit_values(experiment = {experiment:String}, window_days = {window_days:Float64}, step = 0);
