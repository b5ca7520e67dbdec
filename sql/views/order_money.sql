-- What each order brought, in the reporting currency: paid minus refunded, nothing when cancelled. The reporting currency is the
-- setting of that name; without one, and without rates, it is the currency of all orders where they have only one. The rate is
-- that of the order's day or else the last one before. A missing rate makes revenue NULL: it is shown, and nothing is dropped. refunds is
-- what was paid back.
CREATE OR REPLACE VIEW trust.order_money AS
WITH
    (SELECT any(value) FROM trust.settings WHERE name = 'reporting_currency') AS chosen,
    (SELECT if(count() = 1, any(currency), '') FROM (SELECT DISTINCT currency FROM trust.outcomes WHERE kind = 'order' LIMIT 2)) AS only_currency,
    if(chosen != '', chosen, only_currency) AS reporting
SELECT
    outcomes.outcome_id AS order_id,
    outcomes.viewer_id AS viewer_id,
    outcomes.occurred_at AS occurred_at,
    outcomes.market AS market,
    outcomes.stream_id AS stream_id,
    outcomes.mode AS mode,
    outcomes.currency AS currency,
    reporting AS reporting_currency,
    outcomes.status AS status,
    outcomes.paid AS paid,
    outcomes.paid = 1 AND outcomes.status != 'cancelled' AS counts,
    outcomes.paid = 1 AND outcomes.status = 'refunded' AS refunded,
    multiIf(outcomes.currency = reporting, 1, fx.rate > 0, fx.rate, NULL) AS rate,
    if(counts, toFloat64(outcomes.paid_amount) - toFloat64(outcomes.refunded_amount), 0) * if(counts, rate, 1) AS revenue,
    if(refunded, toFloat64(outcomes.refunded_amount), 0) * if(refunded, rate, 1) AS refunds,
    outcomes.attribution AS attribution,
    outcomes.visit_id AS visit_id
FROM
(
    SELECT *, toDate(occurred_at) AS day
    FROM trust.outcomes
    WHERE kind = 'order'
) AS outcomes
ASOF LEFT JOIN trust.fx_rates AS fx ON fx.currency = outcomes.currency AND fx.day <= outcomes.day;
