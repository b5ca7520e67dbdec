-- Viewer-time, inquiries and orders by the number of credentials on screen at once, crude: hosts choose when. By market and over all (ALL).
--
-- Parameters: from, to (UTC); mode: live, replay or all.
CREATE OR REPLACE VIEW trust.shown_at_once AS
SELECT
    cell AS market,
    at_once AS credentials_at_once,
    sum(ms) / 60000 AS viewer_minutes,
    sum(asked) AS inquiries,
    sum(ordered) AS orders,
    1000 * inquiries / nullIf(viewer_minutes, 0) AS inquiry_rate,
    1000 * orders / nullIf(viewer_minutes, 0) AS order_rate,
    'observational' AS evidence
FROM
(
    SELECT toString(market) AS market, length(on_screen) AS at_once, viewer_ms AS ms, 0 AS asked, 0 AS ordered
    FROM trust.exposure_time
    WHERE minute >= {from:DateTime64(3, 'UTC')}
        AND minute < {to:DateTime64(3, 'UTC')}
        AND ({mode:String} = 'all' OR mode = {mode:String})
    UNION ALL
    SELECT toString(market) AS market, length(on_screen) AS at_once, 0 AS ms, kind = 'inquiry' AS asked, kind = 'order' AS ordered
    FROM trust.outcomes
    WHERE attribution = 'in_visit'
        AND occurred_at >= {from:DateTime64(3, 'UTC')}
        AND occurred_at < {to:DateTime64(3, 'UTC')}
        AND ({mode:String} = 'all' OR mode = {mode:String})
)
ARRAY JOIN [market, 'ALL'] AS cell
GROUP BY cell, at_once
ORDER BY cell != 'ALL', cell, at_once;
