-- How long buyers take: from the beginning of the viewer's first visit to the first order, of viewers whose first visit began in the range. By
-- market (of the first visit) and over all (ALL). Percentiles are of buyers so far, hours; those who still decide are in no percentile, so read old ranges.
--
-- Parameters: from, to (UTC).
CREATE OR REPLACE VIEW trust.time_to_order AS
SELECT
    cell AS market,
    count() AS viewers,
    countIf(orders.first_order IS NOT NULL) AS buyers,
    quantileExactInclusiveOrNull(0.5)(dateDiff('millisecond', firsts.first_at, orders.first_order) / 3600000) AS p50_hours,
    quantileExactInclusiveOrNull(0.9)(dateDiff('millisecond', firsts.first_at, orders.first_order) / 3600000) AS p90_hours,
    countIf(orders.first_order <= firsts.first_at + INTERVAL 24 HOUR) / nullIf(buyers, 0) AS share_within_a_day
FROM
(
    SELECT viewer_id, min(started_at) AS first_at, argMin(toString(market), started_at) AS market
    FROM trust.visits
    WHERE started_at < {to:DateTime64(3, 'UTC')}
    GROUP BY viewer_id
    HAVING first_at >= {from:DateTime64(3, 'UTC')}
) AS firsts
LEFT JOIN
(
    SELECT viewer_id, toNullable(min(occurred_at)) AS first_order
    FROM trust.outcomes
    WHERE kind = 'order'
    GROUP BY viewer_id
) AS orders ON orders.viewer_id = firsts.viewer_id
ARRAY JOIN [market, 'ALL'] AS cell
GROUP BY cell
ORDER BY cell != 'ALL', cell;
