-- Assigned viewers of each experiment, once for each arm, at the earliest instant.
CREATE OR REPLACE VIEW trust.experiment_assignments AS
SELECT experiment_id, viewer_id, variant, assigned_at
FROM trust.experiment_assignments_versions FINAL;
