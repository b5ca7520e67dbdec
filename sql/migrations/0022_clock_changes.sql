-- When the clocks of markets change, since the engine takes a time zone as a constant only, never from a row. Filled at every start from
-- sql/reference/clock_changes.csv, which is made of the IANA time zone database: all changes from 2020 to 2035, and for each zone what
-- held before.
CREATE TABLE IF NOT EXISTS trust.clock_changes
(
    time_zone LowCardinality(String) COMMENT 'Its name in the IANA database; UTC among them',
    changes_at DateTime('UTC') COMMENT 'From here on, until the next change',
    utc_offset Int32 COMMENT 'Seconds by which the clocks are ahead of UTC'
)
ENGINE = MergeTree
ORDER BY (time_zone, changes_at)
COMMENT 'Changes of clocks, from sql/reference/clock_changes.csv';

CREATE TABLE IF NOT EXISTS trust.clock_changes_loading AS trust.clock_changes;
