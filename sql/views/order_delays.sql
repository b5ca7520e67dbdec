-- Decisions take days: orders of the visits that began in the range, by how long after the visit they came: live (within a live visit), replay
-- (within a replay), then up to 24 hours and up to 7 days after the visit's end. orders_so_far and revenue_so_far add up from live on;
-- open_visits counts visits whose seven days are not over by the data clock. By market (the visit's) and over all (ALL). Revenue is paid less refunded in the reporting currency; orders
-- without a rate are left out of it.
--
-- Parameters: from, to (UTC).
CREATE OR REPLACE VIEW trust.order_delays AS
WITH
    ['live', 'replay', '+24 h', '+7 d'] AS bands,
    assumeNotNull((SELECT through FROM trust.data_clock)) AS through,
    visited AS
    (
        SELECT visit_id, toString(market) AS market, mode, ended_at
        FROM trust.visits
        WHERE started_at >= {from:DateTime64(3, 'UTC')} AND started_at < {to:DateTime64(3, 'UTC')}
    ),
    ordered AS
    (
        SELECT
            visited.market AS market,
            money.revenue AS revenue,
            multiIf(
                money.attribution = 'in_visit', if(visited.mode = 'live', 1, 2),
                money.occurred_at <= visited.ended_at + INTERVAL 24 HOUR, 3,
                4) AS place
        FROM trust.order_money AS money
        INNER JOIN visited ON visited.visit_id = money.visit_id
        WHERE money.occurred_at >= {from:DateTime64(3, 'UTC')} AND money.visit_id != ''
    ),
    watched AS
    (
        SELECT cell, countIf(ended_at + INTERVAL 7 DAY > through) AS open
        FROM visited
        ARRAY JOIN [market, 'ALL'] AS cell
        GROUP BY cell
    ),
    counted AS
    (
        SELECT
            cell,
            band_no,
            countIf(ordered.place = band_no) AS orders,
            sumIf(ordered.revenue, ordered.place = band_no) AS revenue
        FROM ordered
        ARRAY JOIN [market, 'ALL'] AS cell
        ARRAY JOIN arrayEnumerate(bands) AS band_no
        GROUP BY cell, band_no
    )
SELECT
    counted.cell AS market,
    band_no,
    bands[band_no] AS came,
    counted.orders AS orders,
    ifNull(counted.revenue, 0) AS revenue,
    sum(counted.orders) OVER (PARTITION BY counted.cell ORDER BY band_no) AS orders_so_far,
    sum(ifNull(counted.revenue, 0)) OVER (PARTITION BY counted.cell ORDER BY band_no) AS revenue_so_far,
    counted.orders / sum(counted.orders) OVER (PARTITION BY counted.cell) AS share,
    watched.open AS open_visits
FROM counted
LEFT JOIN watched ON watched.cell = counted.cell
ORDER BY counted.cell != 'ALL', counted.cell, band_no;
