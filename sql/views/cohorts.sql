-- The long game: what became of viewers, by the month of their first visit that showed them a credential, and by the types that it showed (a
-- viewer belongs to each of them, and to ALL). By market of that visit and over all (ALL).
--
-- Parameters: from, to (UTC): first exposures in the range; window: days, 30, 60 or 90.
--
-- buyers ordered (paid, not cancelled) at or after the first exposure. repurchase_share: of buyers whose window after the first order is over by
-- the data clock (settled_buyers), those who ordered again within it. order_value: revenue by order, in the reporting currency, orders without a rate
-- left out. shares_per_viewer: shares of streams from the first exposure on. Descriptive: nobody chose at random what these viewers saw first.
CREATE OR REPLACE VIEW trust.cohorts AS
WITH
    assumeNotNull((SELECT through FROM trust.data_clock)) AS through,
    toIntervalDay({window:UInt16}) AS repurchase_window,
    (
        SELECT (groupArray(credential_id), groupArray(toString(type)))
        FROM trust.credential_types
    ) AS catalogue,
    firsts AS
    (
        SELECT
            viewer_id,
            min(started_at) AS first_at,
            argMin((toString(market), arrayMap(id -> toString(id), seen)), started_at) AS first_visit
        FROM trust.visits
        WHERE notEmpty(seen)
        GROUP BY viewer_id
        HAVING first_at >= {from:DateTime64(3, 'UTC')} AND first_at < {to:DateTime64(3, 'UTC')}
    ),
    bought AS
    (
        SELECT viewer_id, arraySort(groupArray((occurred_at, revenue))) AS orders
        FROM trust.order_money
        WHERE counts AND occurred_at >= {from:DateTime64(3, 'UTC')}
        GROUP BY viewer_id
    ),
    shared AS
    (
        SELECT viewer_id, groupArray((started_at, shares)) AS visited
        FROM trust.visits
        WHERE shares > 0
        GROUP BY viewer_id
    ),
    people AS
    (
        SELECT
            firsts.viewer_id AS viewer_id,
            toStartOfMonth(toDateTime(firsts.first_at, 'UTC')) AS cohort,
            firsts.first_visit.1 AS market,
            arrayConcat(
                ['ALL'],
                arrayFilter(type -> type != '', arrayDistinct(arrayMap(id -> transform(id, catalogue.1, catalogue.2, ''), firsts.first_visit.2)))) AS types,
            arrayFilter(order -> order.1 >= firsts.first_at, bought.orders) AS orders,
            arraySum(visit -> visit.2, arrayFilter(visit -> visit.1 >= firsts.first_at, shared.visited)) AS shares
        FROM firsts
        LEFT JOIN bought ON bought.viewer_id = firsts.viewer_id
        LEFT JOIN shared ON shared.viewer_id = firsts.viewer_id
    )
SELECT
    cohort,
    cell AS market,
    type AS first_type,
    count() AS viewers,
    countIf(notEmpty(orders)) AS buyers,
    buyers / viewers AS buyer_share,
    countIf(notEmpty(orders) AND orders[1].1 + repurchase_window <= through) AS settled_buyers,
    countIf(
        notEmpty(orders)
            AND orders[1].1 + repurchase_window <= through
            AND length(orders) > 1
            AND orders[2].1 <= orders[1].1 + repurchase_window) AS repeat_buyers,
    repeat_buyers / nullIf(settled_buyers, 0) AS repurchase_share,
    sum(arraySum(order -> ifNull(order.2, 0), orders)) / nullIf(sum(arrayCount(order -> order.2 IS NOT NULL, orders)), 0) AS order_value,
    sum(people.shares) / viewers AS shares_per_viewer,
    'observational' AS evidence
FROM people
ARRAY JOIN [market, 'ALL'] AS cell
ARRAY JOIN types AS type
-- Not in a scalar, which would hide what is said.
WHERE NOT throwIf({window:UInt16} NOT IN (30, 60, 90), 'window must be 30, 60 or 90 days')
GROUP BY cohort, cell, type
ORDER BY cohort, cell != 'ALL', cell, type != 'ALL', type;
