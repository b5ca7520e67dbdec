-- The same hour by hour, without a row over all. See trust.market_totals.
--
-- Parameters: from, to (UTC); mode: live, replay or all.
CREATE OR REPLACE VIEW trust.market_hours AS
SELECT
    hour,
    market,
    sum(minutes) AS viewer_minutes,
    sum(asked) AS inquiries,
    sum(ordered) AS orders,
    sum(money) AS revenue
FROM
(
    SELECT toStartOfHour(minute) AS hour, toString(market) AS market, viewer_ms / 60000 AS minutes, 0 AS asked, 0 AS ordered, toFloat64(0) AS money
    FROM trust.exposure_time
    WHERE minute >= {from:DateTime64(3, 'UTC')}
        AND minute < {to:DateTime64(3, 'UTC')}
        AND ({mode:String} = 'all' OR mode = {mode:String})
    UNION ALL
    SELECT toStartOfHour(toDateTime(occurred_at, 'UTC')) AS hour, toString(market) AS market, 0 AS minutes, kind = 'inquiry' AS asked, kind = 'order' AS ordered, 0 AS money
    FROM trust.outcomes
    WHERE occurred_at >= {from:DateTime64(3, 'UTC')}
        AND occurred_at < {to:DateTime64(3, 'UTC')}
        AND ({mode:String} = 'all' OR mode = {mode:String})
    UNION ALL
    SELECT toStartOfHour(toDateTime(occurred_at, 'UTC')) AS hour, toString(market) AS market, 0 AS minutes, 0 AS asked, 0 AS ordered, ifNull(revenue, 0) AS money
    FROM trust.order_money
    WHERE occurred_at >= {from:DateTime64(3, 'UTC')}
        AND occurred_at < {to:DateTime64(3, 'UTC')}
        AND ({mode:String} = 'all' OR mode = {mode:String})
)
GROUP BY hour, market
ORDER BY hour, market;
