-- When the orders of an ISO week of the market's own clock (ALL: UTC) came: 'live', 'replay' within a visit; 'an hour', 'a day', 'a week' at
-- most after the end of the visit they belong to; 'no visit'. Revenue is that of trust.order_money; orders without an exchange rate are left
-- out of it. Every band is a row where the market had orders. buyers: viewers who ordered so; where they are fewer than ten, a page that is
-- shared withholds the band.
--
-- Parameter: week (its Monday).
CREATE OR REPLACE VIEW trust.weekly_order_times AS
WITH
    ['live', 'replay', 'an hour', 'a day', 'a week', 'no visit'] AS bands,
    ordered AS
    (
        SELECT
            cell AS market,
            viewer_id,
            revenue,
            multiIf(
                attribution = 'in_visit', if(mode = 'replay', 2, 1),
                attribution != 'post_visit', 6,
                later_ms <= 3600000, 3,
                later_ms <= 86400000, 4,
                5) AS place
        FROM
        (
            SELECT
                arrayJoin([toString(money.market), 'ALL']) AS cell,
                money.viewer_id AS viewer_id,
                money.occurred_at AS ordered_at,
                money.attribution AS attribution,
                money.mode AS mode,
                money.revenue AS revenue,
                toUnixTimestamp64Milli(money.occurred_at) - toUnixTimestamp64Milli(visits.ended_at) AS later_ms
            FROM trust.order_money AS money
            LEFT JOIN
            (
                SELECT visit_id, ended_at
                FROM trust.visits
                WHERE started_at >= toDateTime({week:Date}, 'UTC') - INTERVAL 9 DAY AND started_at < toDateTime({week:Date}, 'UTC') + INTERVAL 8 DAY
            ) AS visits ON visits.visit_id = money.visit_id
            WHERE money.occurred_at >= toDateTime({week:Date}, 'UTC') - INTERVAL 1 DAY
                AND money.occurred_at < toDateTime({week:Date}, 'UTC') + INTERVAL 8 DAY
        ) AS orders
        INNER JOIN trust.review_ranges(week = {week:Date}) AS ranges ON ranges.market = orders.cell
        WHERE ordered_at >= ranges.starts_at AND ordered_at < ranges.ends_at
    )
SELECT
    market,
    band_no,
    bands[band_no] AS band,
    countIf(place = band_no) AS orders,
    if(orders = 0, 0, sumIf(ordered.revenue, place = band_no)) AS revenue,
    uniqExactIf(viewer_id, place = band_no) AS buyers
FROM ordered
ARRAY JOIN arrayEnumerate(bands) AS band_no
GROUP BY market, band_no
ORDER BY market != 'ALL', market, band_no;
