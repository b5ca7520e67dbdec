-- What others claim that credentials do, to be shown beside what was measured. Filled at every start from
-- sql/reference/claims.csv, as the taxonomy is.
CREATE TABLE IF NOT EXISTS trust.claims
(
    claim_id String COMMENT 'A short name',
    statement String COMMENT 'What is claimed, in words',
    source String COMMENT 'Who claims it, and on what ground',
    focus LowCardinality(String) COMMENT 'type or kind',
    focus_values Array(String) COMMENT 'Types or kinds it is about',
    markets Array(String) COMMENT 'Markets it is about; * is everywhere',
    outcome LowCardinality(String) COMMENT 'inquiry or order',
    claimed_lift Float64 COMMENT 'Relative: 0.22 is +22 %'
)
ENGINE = MergeTree
ORDER BY claim_id
COMMENT 'Claims, from sql/reference/claims.csv';

CREATE TABLE IF NOT EXISTS trust.claims_loading AS trust.claims;
