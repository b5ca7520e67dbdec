-- Who was put into which arm, whether or not the viewer ever met the experiment. The earliest of each arm counts; a viewer
-- with two rows of one experiment has been in two arms.
CREATE TABLE IF NOT EXISTS trust.experiment_assignments_versions
(
    experiment_id LowCardinality(String) COMMENT 'The experiment',
    viewer_id String COMMENT 'Pseudonymous id of the viewer',
    variant LowCardinality(String) COMMENT 'The arm',
    assigned_at DateTime64(3, 'UTC') COMMENT 'Time of the earliest such assignment so far',
    version UInt64 COMMENT 'Falls as assigned_at rises: the earlier instant replaces the later'
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (experiment_id, viewer_id, variant)
COMMENT 'Versions of trust.experiment_assignments: never read directly';
