-- What there was in a range, by market and over all (ALL). Visits count where they began, outcomes where they occurred, viewer-time
-- by its minute. Rates are per 1,000 viewer-minutes, of all inquiries and orders that belong to the mode's visits (within them or
-- after); with mode all, orders without a visit count as well. orders_per_inquirer (of those who asked, how many ordered) is
-- descriptive: who asks is no accident. exposed is viewer-time with a credential on screen. Revenue is that of
-- trust.order_money, without the orders_without_rate, and NULL where that leaves none.
--
-- Parameters: from, to (UTC); mode: live, replay or all.
CREATE OR REPLACE VIEW trust.market_totals AS
WITH
    watched AS
    (
        SELECT
            cell,
            uniqExact(stream_id) AS streams,
            uniqExact(viewer_id) AS viewers,
            count() AS visits,
            sum(stall_ms) / nullIf(sum(watch_ms), 0) AS stall_share
        FROM trust.visits
        ARRAY JOIN [toString(market), 'ALL'] AS cell
        WHERE started_at >= {from:DateTime64(3, 'UTC')}
            AND started_at < {to:DateTime64(3, 'UTC')}
            AND ({mode:String} = 'all' OR mode = {mode:String})
        GROUP BY cell
    ),
    exposed AS
    (
        SELECT cell, sum(viewer_ms) / 60000 AS viewer_minutes, sumIf(viewer_ms, notEmpty(on_screen)) / 60000 AS exposed_minutes
        FROM trust.exposure_time
        ARRAY JOIN [toString(market), 'ALL'] AS cell
        WHERE minute >= {from:DateTime64(3, 'UTC')}
            AND minute < {to:DateTime64(3, 'UTC')}
            AND ({mode:String} = 'all' OR mode = {mode:String})
        GROUP BY cell
    ),
    happened AS
    (
        SELECT
            cell,
            countIf(kind = 'inquiry') AS inquiries,
            countIf(kind = 'order') AS orders,
            uniqExactIf(viewer_id, kind = 'inquiry') AS inquirers,
            length(arrayIntersect(groupUniqArrayIf(viewer_id, kind = 'inquiry'), groupUniqArrayIf(viewer_id, kind = 'order'))) AS inquirers_who_ordered
        FROM trust.outcomes
        ARRAY JOIN [toString(market), 'ALL'] AS cell
        WHERE occurred_at >= {from:DateTime64(3, 'UTC')}
            AND occurred_at < {to:DateTime64(3, 'UTC')}
            AND ({mode:String} = 'all' OR mode = {mode:String})
        GROUP BY cell
    ),
    earned AS
    (
        SELECT
            cell,
            countIf(counts) AS paid_orders,
            if(orders_without_rate = paid_orders AND paid_orders > 0, NULL, sum(order_money.revenue)) AS revenue,
            countIf(order_money.revenue IS NULL) AS orders_without_rate,
            any(reporting_currency) AS reporting_currency
        FROM trust.order_money
        ARRAY JOIN [toString(market), 'ALL'] AS cell
        WHERE occurred_at >= {from:DateTime64(3, 'UTC')}
            AND occurred_at < {to:DateTime64(3, 'UTC')}
            AND ({mode:String} = 'all' OR mode = {mode:String})
        GROUP BY cell
    )
SELECT
    cells.cell AS market,
    watched.streams AS streams,
    watched.viewers AS viewers,
    watched.visits AS visits,
    exposed.viewer_minutes AS viewer_minutes,
    exposed.exposed_minutes AS exposed_minutes,
    exposed.exposed_minutes / nullIf(exposed.viewer_minutes, 0) AS exposed_share,
    happened.inquiries AS inquiries,
    happened.orders AS orders,
    earned.paid_orders AS paid_orders,
    if(earned.cell = '', 0, earned.revenue) AS revenue,
    earned.orders_without_rate AS orders_without_rate,
    earned.reporting_currency AS reporting_currency,
    1000 * happened.inquiries / nullIf(exposed.viewer_minutes, 0) AS inquiry_rate,
    1000 * happened.orders / nullIf(exposed.viewer_minutes, 0) AS order_rate,
    1000 * revenue / nullIf(exposed.viewer_minutes, 0) AS revenue_per_1000_minutes,
    happened.orders / nullIf(watched.viewers, 0) AS orders_per_viewer,
    happened.inquirers_who_ordered / nullIf(happened.inquirers, 0) AS orders_per_inquirer,
    watched.stall_share AS stall_share
FROM (SELECT cell FROM watched UNION DISTINCT SELECT cell FROM exposed UNION DISTINCT SELECT cell FROM happened) AS cells
LEFT JOIN watched ON watched.cell = cells.cell
LEFT JOIN exposed ON exposed.cell = cells.cell
LEFT JOIN happened ON happened.cell = cells.cell
LEFT JOIN earned ON earned.cell = cells.cell
ORDER BY cells.cell != 'ALL', cells.cell;
