-- What is known of markets. Filled at every start from sql/reference/markets.csv, as the taxonomy is. A market that is not in it
-- is counted as any other, in UTC.
CREATE TABLE IF NOT EXISTS trust.markets
(
    market LowCardinality(String) COMMENT 'ISO 3166-1 alpha-2',
    name String COMMENT 'In English',
    time_zone LowCardinality(String) COMMENT 'Of its days and weeks, by its name in the IANA database; that of most people where there are several',
    unions Array(String) COMMENT 'What else stands for it in the taxonomy: EU'
)
ENGINE = MergeTree
ORDER BY market
COMMENT 'Markets, from sql/reference/markets.csv';

CREATE TABLE IF NOT EXISTS trust.markets_loading AS trust.markets;
