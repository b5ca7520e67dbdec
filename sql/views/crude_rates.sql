-- Crude rates per market and credential type: what happened per 1,000 viewer-minutes while a credential of the type was on
-- screen or recent (exposed) and in all other viewer-time of that market (baseline), live and replay together.
--
-- Description, not effect: hosts choose when to show what, and people who stay see more. Counts are summed first, then
-- divided; a rate without viewer-time and a ratio without a baseline rate are NULL.
CREATE OR REPLACE VIEW trust.crude_rates AS
WITH
    types AS
    (
        SELECT arrayJoin(['authority', 'social_proof', 'live_demonstration', 'interaction']) AS type
    ),
    -- Viewer-time and outcomes per market and combination of credentials shown: few rows, however many minutes.
    states AS
    (
        SELECT market, arrayDistinct(arrayConcat(on_screen, recent)) AS shown, viewer_ms, 0 AS inquiries, 0 AS orders
        FROM trust.exposure_time
        UNION ALL
        SELECT
            market,
            arrayDistinct(arrayConcat(on_screen, recent)) AS shown,
            0 AS viewer_ms,
            kind = 'inquiry' AS inquiries,
            kind = 'order' AS orders
        FROM trust.outcomes
        WHERE attribution = 'in_visit'
    ),
    combinations AS
    (
        SELECT market, shown, sum(viewer_ms) AS ms, sum(inquiries) AS asked, sum(orders) AS ordered
        FROM states
        GROUP BY market, shown
    ),
    combination_types AS
    (
        SELECT combination AS shown, groupUniqArray(credential_types.type) AS shown_types
        FROM
        (
            SELECT shown AS combination, arrayJoin(shown) AS credential_id
            FROM combinations
        ) AS members
        INNER JOIN trust.credential_types AS credential_types ON credential_types.credential_id = members.credential_id
        GROUP BY combination
    ),
    sums AS
    (
        SELECT
            combinations.market AS market,
            types.type AS type,
            has(combination_types.shown_types, types.type) AS exposed,
            sum(combinations.ms) AS ms,
            sum(combinations.asked) AS asked,
            sum(combinations.ordered) AS ordered
        FROM combinations
        LEFT JOIN combination_types ON combination_types.shown = combinations.shown
        CROSS JOIN types
        GROUP BY market, type, exposed
    )
SELECT
    market,
    type,
    sumIf(ms, exposed) / 60000 AS exposed_minutes,
    sumIf(ms, NOT exposed) / 60000 AS baseline_minutes,
    sumIf(asked, exposed) AS exposed_inquiries,
    sumIf(asked, NOT exposed) AS baseline_inquiries,
    sumIf(ordered, exposed) AS exposed_orders,
    sumIf(ordered, NOT exposed) AS baseline_orders,
    1000 * exposed_inquiries / nullIf(exposed_minutes, 0) AS exposed_inquiry_rate,
    1000 * baseline_inquiries / nullIf(baseline_minutes, 0) AS baseline_inquiry_rate,
    exposed_inquiry_rate / nullIf(baseline_inquiry_rate, 0) AS inquiry_rate_ratio,
    1000 * exposed_orders / nullIf(exposed_minutes, 0) AS exposed_order_rate,
    1000 * baseline_orders / nullIf(baseline_minutes, 0) AS baseline_order_rate,
    exposed_order_rate / nullIf(baseline_order_rate, 0) AS order_rate_ratio
FROM sums
GROUP BY market, type
ORDER BY market, type;
