-- Triggered viewers of each experiment, each once, at the earliest instant.
CREATE OR REPLACE VIEW trust.experiment_triggers AS
SELECT experiment_id, viewer_id, variant, market, stream_id, triggered_at
FROM trust.experiment_triggers_versions FINAL;
