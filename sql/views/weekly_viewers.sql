-- On how many people the numbers of a week stand: viewers who watched, asked or ordered in an ISO week of the market's own clock (ALL: UTC), for the
-- sixty weeks up to an instant. Where they are fewer than ten, a page that is shared withholds the week's numbers.
--
-- Parameter: at (UTC).
CREATE OR REPLACE VIEW trust.weekly_viewers AS
WITH
    toDateTime({at:DateTime64(3, 'UTC')}, 'UTC') AS instant,
    toDateTime(toDate(toMonday(instant + INTERVAL 14 HOUR)) - 59 * 7, 'UTC') AS first_monday
SELECT seen.market AS market, toDate(toMonday(seen.quarter + changes.utc_offset)) AS week_start, uniqExactMerge(people) AS viewers
FROM
(
    SELECT cell.1 AS market, cell.2 AS time_zone, quarter, people
    FROM
    (
        SELECT code, quarter, uniqExactState(person) AS people
        FROM
        (
            SELECT toString(market) AS code, toStartOfFifteenMinutes(toDateTime(started_at, 'UTC')) AS quarter, cityHash64(viewer_id) AS person
            FROM trust.visits_versions
            WHERE started_at >= first_monday - INTERVAL 1 DAY AND started_at <= instant
            UNION ALL
            SELECT toString(market) AS code, toStartOfFifteenMinutes(toDateTime(occurred_at, 'UTC')) AS quarter, cityHash64(viewer_id) AS person
            FROM trust.outcomes_versions
            WHERE occurred_at >= first_monday - INTERVAL 1 DAY AND occurred_at <= instant
        )
        GROUP BY code, quarter
    ) AS quarters
    LEFT JOIN trust.markets AS markets ON markets.market = quarters.code
    ARRAY JOIN [(quarters.code, if(markets.time_zone = '', 'UTC', toString(markets.time_zone))), ('ALL', 'UTC')] AS cell
) AS seen
ASOF LEFT JOIN trust.clock_changes AS changes ON changes.time_zone = seen.time_zone AND changes.changes_at <= seen.quarter
GROUP BY market, week_start
ORDER BY market != 'ALL', market, week_start;
