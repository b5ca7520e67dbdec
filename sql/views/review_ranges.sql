-- From when to when an ISO week runs on each market's clock (ALL: UTC), in UTC: 168 hours, one fewer or more where the clocks change.
--
-- Parameter: week (its Monday).
CREATE OR REPLACE VIEW trust.review_ranges AS
WITH
    toDateTime({week:Date}, 'UTC') AS local_start,
    local_start + INTERVAL 7 DAY AS local_end
SELECT
    clocks.market AS market,
    local_start - argMaxIf(changes.utc_offset, changes.changes_at, changes.changes_at + changes.utc_offset <= local_start) AS starts_at,
    local_end - argMaxIf(changes.utc_offset, changes.changes_at, changes.changes_at + changes.utc_offset <= local_end) AS ends_at
FROM trust.market_clocks AS clocks
INNER JOIN trust.clock_changes AS changes ON changes.time_zone = clocks.time_zone
GROUP BY clocks.market;
