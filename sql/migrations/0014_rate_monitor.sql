-- Whether viewers ask sooner while a credential type is before them, to be looked at after every block: what the job has
-- folded of each type and market by then. A row never changes; written again after a recovery it is the same.
CREATE TABLE IF NOT EXISTS trust.rate_monitor_versions
(
    focus_value LowCardinality(String) COMMENT 'The credential type that is asked about',
    market LowCardinality(String) COMMENT 'Market of the visits, ISO 3166-1 alpha-2',
    block DateTime('UTC') COMMENT 'Start of the five minutes by whose end this was known',
    inquiries UInt64 COMMENT 'First inquiries so far in strata with viewer-time of both sides',
    exposed_inquiries UInt64 COMMENT 'Those of them with the type on screen or recent',
    expected_exposed Float64 COMMENT 'How many would be if exposure made no difference: sum of T1 / (T1 + T0)',
    log_e Float64 COMMENT 'Natural logarithm of the mixed test martingale for rate ratio 1',
    max_log_e Float64 COMMENT 'The greatest log_e so far, at least 0',
    p_value Float64 COMMENT 'exp(-max_log_e): valid however often it is looked at',
    rate_ratio Nullable(Float64) COMMENT 'Maximum likelihood; NULL where all inquiries are of one side'
)
ENGINE = ReplacingMergeTree(inquiries)
PARTITION BY toYYYYMM(block)
ORDER BY (focus_value, market, block)
COMMENT 'Versions of trust.rate_monitor: never read directly';
