-- Whose weeks can be reviewed at an instant, and which: ISO weeks, by their Mondays, on each market's own clock (ALL: UTC). this_week is
-- running at the instant, last_week the one before, first_open_week the earliest whose orders may still change, which they may for 45
-- days (order_window); what the data say of an order is what they know by now, so it is judged by the data clock where that is later.
--
-- Parameter: at (UTC), usually the data clock.
CREATE OR REPLACE VIEW trust.review_weeks AS
WITH
    toDateTime({at:DateTime64(3, 'UTC')}, 'UTC') AS instant,
    greatest(instant, (SELECT toDateTime(through, 'UTC') FROM trust.data_clock)) - INTERVAL 45 DAY AS settled
SELECT
    clocks.market AS market,
    any(clocks.name) AS name,
    any(clocks.time_zone) AS time_zone,
    toMonday(any(clocks.first_at) + argMaxIf(changes.utc_offset, changes.changes_at, changes.changes_at <= clocks.first_at)) AS first_week,
    toMonday(instant + argMaxIf(changes.utc_offset, changes.changes_at, changes.changes_at <= instant)) AS this_week,
    this_week - 7 AS last_week,
    toMonday(settled + argMaxIf(changes.utc_offset, changes.changes_at, changes.changes_at <= settled)) AS first_open_week
FROM trust.market_clocks AS clocks
INNER JOIN trust.clock_changes AS changes ON changes.time_zone = clocks.time_zone
WHERE clocks.first_at <= instant
GROUP BY clocks.market
ORDER BY clocks.market != 'ALL', clocks.market;
