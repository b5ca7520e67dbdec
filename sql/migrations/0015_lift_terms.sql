-- What credential_lift adds up, for whole hours ahead of the question. Every term of the estimator is additive over strata, so
-- hourly sums of them are exact. An hour counts as ready only as long as nothing of it has changed since it was summed; what
-- is not ready is computed from the contract tables when asked, so that these tables decide about speed and never about numbers.

-- When anything was last written about an hour. Filled by the two materialised views below; marking an hour twice is harmless.
CREATE TABLE IF NOT EXISTS trust.lift_hours_touched
(
    hour DateTime('UTC') COMMENT 'Start of the hour',
    touched_at DateTime64(3, 'UTC') COMMENT 'Wall clock of the latest write'
)
ENGINE = ReplacingMergeTree(touched_at)
ORDER BY hour
COMMENT 'Hours with viewer-time or outcomes, and when they last changed';

CREATE MATERIALIZED VIEW IF NOT EXISTS trust.lift_hours_touched_by_exposure TO trust.lift_hours_touched AS
SELECT toStartOfHour(minute) AS hour, now64(3, 'UTC') AS touched_at
FROM trust.exposure_time_versions
GROUP BY hour;

CREATE MATERIALIZED VIEW IF NOT EXISTS trust.lift_hours_touched_by_outcomes TO trust.lift_hours_touched AS
SELECT toStartOfHour(occurred_at) AS hour, now64(3, 'UTC') AS touched_at
FROM trust.outcomes_versions
GROUP BY hour;

-- Hours that were there before these tables.
INSERT INTO trust.lift_hours_touched
SELECT toStartOfHour(minute) AS hour, now64(3, 'UTC') AS touched_at FROM trust.exposure_time_versions GROUP BY hour
UNION ALL
SELECT toStartOfHour(occurred_at) AS hour, now64(3, 'UTC') AS touched_at FROM trust.outcomes_versions GROUP BY hour;

-- A correction of the catalogue changes what was shown, so it must be known when an entry came.
ALTER TABLE trust.credentials_versions
    ADD COLUMN IF NOT EXISTS recorded_at DateTime64(3, 'UTC') DEFAULT now64(3, 'UTC') COMMENT 'Wall clock of the write';
ALTER TABLE trust.credentials_versions MATERIALIZE COLUMN recorded_at;

CREATE TABLE IF NOT EXISTS trust.lift_builds
(
    hour DateTime('UTC') COMMENT 'Start of the hour',
    build UInt64 COMMENT 'Which of the sums in trust.lift_terms count; later ones are greater',
    covers_until DateTime64(3, 'UTC') COMMENT 'Whatever was written by then is in the sums',
    credentials Array(LowCardinality(String)) COMMENT 'Credentials that were exposed in the hour: if one changes, the sums are void'
)
ENGINE = ReplacingMergeTree(build)
ORDER BY hour
COMMENT 'Hours whose terms have been summed';

CREATE TABLE IF NOT EXISTS trust.lift_terms
(
    hour DateTime('UTC') COMMENT 'Start of the hour',
    build UInt64 COMMENT 'See trust.lift_builds',
    focus LowCardinality(String) COMMENT 'type, kind or credential',
    focus_value LowCardinality(String) COMMENT 'The type, kind or credential',
    market LowCardinality(String) COMMENT 'The market; ALL has every term once more',
    mode LowCardinality(String) COMMENT 'live or replay',
    stream_id String COMMENT 'The room',
    outcome LowCardinality(String) COMMENT 'inquiry or order',
    exposed_events Float64 COMMENT 'a: sum over the strata that count, as are all columns but one',
    baseline_events Float64 COMMENT 'b',
    exposed_ms Float64 COMMENT 'T1',
    baseline_ms Float64 COMMENT 'T0',
    strata UInt64 COMMENT 'Strata with viewer-time on both sides: those that count',
    strata_with_events UInt64 COMMENT 'Those among them with an event',
    strata_dropped UInt64 COMMENT 'Strata with viewer-time on one side only, in blocks where the focus was shown',
    mh_exposed Float64 COMMENT 'sum a T0 / T',
    mh_baseline Float64 COMMENT 'sum b T1 / T',
    mh_variance Float64 COMMENT 'sum (a + b) T1 T0 / T^2',
    pearson_exposed Float64 COMMENT 'sum a^2 T0 / ((a + b) T1)',
    pearson_cross Float64 COMMENT 'sum a b / (a + b)',
    pearson_baseline Float64 COMMENT 'sum b^2 T1 / ((a + b) T0)'
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(hour)
ORDER BY (focus, hour, build, market, stream_id)
COMMENT 'Hourly sums of the terms of credential_lift: read through trust.credential_lift only';
