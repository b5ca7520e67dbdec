-- New and returning viewers: a visit is of a returning viewer when the viewer began another at least six hours before it, in any stream. By market
-- and over all (ALL). Outcomes are those within visits and after them; orders without a visit have no audience.
--
-- Parameters: from, to (UTC): visits that began in the range; mode: live, replay or all.
CREATE OR REPLACE VIEW trust.audience_totals AS
WITH
    visits AS
    (
        SELECT
            found.visit_id AS visit_id,
            found.viewer_id AS viewer_id,
            toString(found.market) AS market,
            found.watch_ms AS watch_ms,
            if(found.started_at >= first_visits.first_at + INTERVAL 6 HOUR, 'returning', 'new') AS audience
        FROM trust.visits AS found
        INNER JOIN (SELECT viewer_id, min(started_at) AS first_at FROM trust.visits WHERE started_at < {to:DateTime64(3, 'UTC')} GROUP BY viewer_id) AS first_visits
            ON first_visits.viewer_id = found.viewer_id
        WHERE found.started_at >= {from:DateTime64(3, 'UTC')}
            AND found.started_at < {to:DateTime64(3, 'UTC')}
            AND ({mode:String} = 'all' OR found.mode = {mode:String})
    ),
    happened AS
    (
        SELECT visit_id, countIf(kind = 'inquiry') AS asked, countIf(kind = 'order') AS ordered
        FROM trust.outcomes
        WHERE visit_id != '' AND occurred_at >= {from:DateTime64(3, 'UTC')}
        GROUP BY visit_id
    )
SELECT
    cell AS market,
    visits.audience AS audience,
    uniqExact(visits.viewer_id) AS viewers,
    count() AS visits,
    sum(visits.watch_ms) / 60000 AS viewer_minutes,
    sum(happened.asked) AS inquiries,
    sum(happened.ordered) AS orders,
    1000 * inquiries / nullIf(viewer_minutes, 0) AS inquiry_rate,
    1000 * orders / nullIf(viewer_minutes, 0) AS order_rate,
    orders / viewers AS orders_per_viewer
FROM visits
LEFT JOIN happened ON happened.visit_id = visits.visit_id
ARRAY JOIN [visits.market, 'ALL'] AS cell
GROUP BY cell, audience
ORDER BY cell != 'ALL', cell, audience;
