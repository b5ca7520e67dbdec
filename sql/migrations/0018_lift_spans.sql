-- What credential_lift adds up ahead of the question, a second form of 0015: whole lives of streams are pooled, so that a wide range
-- reads a few rows a day instead of a few hundred a stream. Everything here is derived and made anew after this migration.

DROP VIEW IF EXISTS trust.lift_hours_touched_by_exposure;
DROP VIEW IF EXISTS trust.lift_hours_touched_by_outcomes;
DROP TABLE IF EXISTS trust.lift_hours_touched;
DROP TABLE IF EXISTS trust.lift_builds;
DROP TABLE IF EXISTS trust.lift_terms;

-- When anything was last written about an hour of a stream. Filled by the two materialised views below; marking twice is harmless.
-- The stream, mode and instant of an outcome are final when it is first written, so that the mark of a later version falls where the
-- first one's did. (The job must not write while this migration runs, or a row may go without a mark.)
CREATE TABLE IF NOT EXISTS trust.lift_touched
(
    hour DateTime('UTC') COMMENT 'Start of the hour',
    stream_id String COMMENT 'The room; empty for outcomes outside a visit, which have no viewer-time',
    mode LowCardinality(String) COMMENT 'live or replay; empty where stream_id is',
    touched_at DateTime64(3, 'UTC') COMMENT 'Wall clock of the latest write'
)
ENGINE = ReplacingMergeTree(touched_at)
ORDER BY (hour, stream_id, mode)
COMMENT 'Hours of streams with viewer-time or outcomes, and when they last changed';

CREATE MATERIALIZED VIEW IF NOT EXISTS trust.lift_touched_by_exposure TO trust.lift_touched AS
SELECT toStartOfHour(minute) AS hour, stream_id, mode, now64(3, 'UTC') AS touched_at
FROM trust.exposure_time_versions
GROUP BY hour, stream_id, mode;

CREATE MATERIALIZED VIEW IF NOT EXISTS trust.lift_touched_by_outcomes TO trust.lift_touched AS
SELECT
    toStartOfHour(occurred_at) AS hour,
    if(attribution = 'in_visit', outcomes_versions.stream_id, '') AS stream_id,
    if(attribution = 'in_visit', outcomes_versions.mode, '') AS mode,
    now64(3, 'UTC') AS touched_at
FROM trust.outcomes_versions
GROUP BY hour, stream_id, mode;

-- What was there before these tables.
INSERT INTO trust.lift_touched
SELECT toStartOfHour(minute) AS hour, stream_id, mode, now64(3, 'UTC') AS touched_at
FROM trust.exposure_time_versions
GROUP BY hour, stream_id, mode;

INSERT INTO trust.lift_touched
SELECT
    toStartOfHour(occurred_at) AS hour,
    if(attribution = 'in_visit', outcomes_versions.stream_id, '') AS stream_id,
    if(attribution = 'in_visit', outcomes_versions.mode, '') AS mode,
    now64(3, 'UTC') AS touched_at
FROM trust.outcomes_versions
GROUP BY hour, stream_id, mode;

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
    terms Array(Float64) COMMENT 'Sums over strata of the terms that the function tlStratumTerms gives, in its order'
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(hour)
ORDER BY (focus, hour, build, market, stream_id)
COMMENT 'Hourly sums of the terms of credential_lift: read through trust.lift_terms_between only';

-- A span pools the streams whose first viewer-time or outcome in a visit is in one hour (or on one day) and whose last in another. It holds as long as
-- nothing of any of them has been written since, in whatever hour: a stream that goes on takes its span with it.
CREATE TABLE IF NOT EXISTS trust.lift_spans
(
    mode LowCardinality(String) COMMENT 'live, replay or all: which viewer-time of the streams is pooled',
    grain LowCardinality(String) COMMENT 'hour or day: every stream is in one span of each',
    starts_at DateTime('UTC') COMMENT 'Start of the hour or day of the first viewer-time of its streams',
    ends_at DateTime('UTC') COMMENT 'End of the hour or day of the last',
    build UInt64 COMMENT 'Which of the sums in trust.lift_span_terms count; later ones are greater',
    covers_until DateTime64(3, 'UTC') COMMENT 'Whatever was written about its streams by then is in the sums',
    catalogue_until DateTime64(3, 'UTC') COMMENT 'Whatever was written about its credentials by then is in the sums',
    streams Array(String) COMMENT 'The rooms, sorted',
    credentials Array(LowCardinality(String)) COMMENT 'Credentials that were exposed in its hours: if one changes, the sums are void'
)
ENGINE = ReplacingMergeTree(build)
ORDER BY (mode, grain, starts_at, ends_at)
COMMENT 'Streams whose terms have been pooled';

-- Those being pooled: they count when their sums are complete.
CREATE TABLE IF NOT EXISTS trust.lift_spans_due AS trust.lift_spans
ENGINE = MergeTree
ORDER BY (mode, grain, starts_at, ends_at)
COMMENT 'Spans whose terms are being pooled';

CREATE TABLE IF NOT EXISTS trust.lift_span_terms
(
    mode LowCardinality(String) COMMENT 'See trust.lift_spans',
    grain LowCardinality(String) COMMENT 'See trust.lift_spans',
    starts_at DateTime('UTC') COMMENT 'See trust.lift_spans',
    ends_at DateTime('UTC') COMMENT 'See trust.lift_spans',
    build UInt64 COMMENT 'See trust.lift_spans',
    focus LowCardinality(String) COMMENT 'type, kind or credential',
    focus_value LowCardinality(String) COMMENT 'The type, kind or credential',
    market LowCardinality(String) COMMENT 'The market; ALL has every term once more',
    outcome LowCardinality(String) COMMENT 'inquiry or order',
    terms Array(Float64) COMMENT 'Sums over streams of the terms that the function tlStreamTerms gives, in its order'
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(starts_at)
ORDER BY (focus, mode, grain, starts_at, ends_at, build)
COMMENT 'Sums of the terms of credential_lift over whole streams: read through trust.lift_terms_between only';
