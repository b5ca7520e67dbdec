-- Markets that had visits or orders, with the clock that their days and weeks go by and the time of the first. ALL, which is all of them, goes
-- by UTC, as does a market that trust.markets does not know.
CREATE OR REPLACE VIEW trust.market_clocks AS
SELECT
    cell AS market,
    multiIf(cell = 'ALL', 'All markets', any(markets.name) = '', cell, any(markets.name)) AS name,
    if(cell = 'ALL' OR any(markets.time_zone) = '', 'UTC', any(toString(markets.time_zone))) AS time_zone,
    toDateTime(min(traffic.at), 'UTC') AS first_at
FROM
(
    SELECT toString(market) AS code, min(started_at) AS at
    FROM trust.visits_versions
    GROUP BY market
    UNION ALL
    SELECT toString(market) AS code, min(occurred_at) AS at
    FROM trust.outcomes_versions
    GROUP BY market
) AS traffic
LEFT JOIN trust.markets AS markets ON markets.market = traffic.code
ARRAY JOIN [traffic.code, 'ALL'] AS cell
GROUP BY cell;
