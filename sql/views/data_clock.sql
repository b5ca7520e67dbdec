-- How far the data reach: the time of the latest event that a visit or an outcome shows. The clock of every question that asks
-- for "now", so that a replayed history is answered as it would have been then.
CREATE OR REPLACE VIEW trust.data_clock AS
SELECT greatest(
    (SELECT max(ended_at) FROM trust.visits_versions),
    (SELECT max(occurred_at) FROM trust.outcomes_versions)) AS through;
