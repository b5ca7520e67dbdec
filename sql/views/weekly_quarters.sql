-- What the weekly review adds up, by market and quarter of an hour, which never lies in two weeks, whatever the clock: amounts by name.
--
-- Amounts of viewer-time are in ms: live_ms, replay_ms, and covered_ms, which is live with a credential on screen that was valid when it
-- was shown in that stream and says something in that market (by its latest entry, else the taxonomy, else everywhere). stall_ms
-- and latency_ms are told by events of live visits, latency_events by those that tell it. inquiries are all, questions those in live
-- streams, answered and answered_10s those of them with an answer and with one within 10 s, responses the ms it took. orders are all
-- that were placed, delayed_orders those after the visit they belong to (of any mode), replay_orders those that belong to a replay. Money
-- is that of trust.order_money; an order without an exchange rate is in orders_without_rate and in no sum.
CREATE OR REPLACE VIEW trust.weekly_quarters AS
WITH
    -- What says something where.
    said AS
    (
        SELECT catalogue.credential_id AS credential_id, places.market AS market
        FROM
        (
            SELECT credential_id, arrayJoin(markets) AS place
            FROM trust.catalogue_at(at = '2299-01-01 00:00:00')
        ) AS catalogue
        INNER JOIN
        (
            SELECT seen.market AS market, arrayJoin(arrayConcat(['*', seen.market], markets.unions)) AS place
            FROM (SELECT DISTINCT toString(market) AS market FROM trust.visits_versions) AS seen
            LEFT JOIN trust.markets AS markets ON markets.market = seen.market
        ) AS places ON places.place = catalogue.place
    ),
    -- What was shown in a stream although it was not valid.
    unfit AS
    (
        SELECT stream_id, toString(credential_id) AS credential_id
        FROM trust.displays
        GROUP BY stream_id, credential_id
        HAVING countIf(validity = 'valid') = 0
    )
SELECT
    toString(market) AS market,
    toStartOfFifteenMinutes(minute) AS quarter,
    map(
        'live_ms', toFloat64(sumIf(viewer_ms, mode = 'live')),
        'covered_ms', toFloat64(
            sumIf(
                viewer_ms,
                mode = 'live'
                    AND arrayExists(
                        shown -> (shown, toString(market)) IN (SELECT credential_id, market FROM said)
                            AND (stream_id, shown) NOT IN (SELECT stream_id, credential_id FROM unfit),
                        arrayMap(shown -> toString(shown), on_screen)))),
        'replay_ms', toFloat64(sumIf(viewer_ms, mode = 'replay'))) AS amounts,
    CAST([] AS Array(Float64)) AS responses
FROM trust.exposure_time
GROUP BY market, quarter
UNION ALL
SELECT
    toString(market) AS market,
    toStartOfFifteenMinutes(minute) AS quarter,
    map(
        'stall_ms', toFloat64(sum(stall_ms)),
        'latency_events', toFloat64(sum(latency_events)),
        'latency_ms', toFloat64(sum(latency_ms))) AS amounts,
    [] AS responses
FROM trust.quality_minutes
WHERE mode = 'live'
GROUP BY market, quarter
UNION ALL
SELECT
    market,
    toStartOfFifteenMinutes(toDateTime(asked_at, 'UTC')) AS quarter,
    map(
        'inquiries', toFloat64(count()),
        'questions', toFloat64(countIf(mode = 'live')),
        'answered', toFloat64(countIf(mode = 'live' AND response_ms IS NOT NULL)),
        'answered_10s', toFloat64(countIf(mode = 'live' AND response_ms <= 10000))) AS amounts,
    arraySort(groupArrayIf(toFloat64(assumeNotNull(response_ms)), mode = 'live' AND response_ms IS NOT NULL)) AS responses
FROM trust.questions
GROUP BY market, quarter
UNION ALL
SELECT
    toString(market) AS market,
    toStartOfFifteenMinutes(toDateTime(occurred_at, 'UTC')) AS quarter,
    map(
        'orders', toFloat64(count()),
        'paid_orders', toFloat64(countIf(counts)),
        'refunded_orders', toFloat64(countIf(refunded)),
        'orders_without_rate', toFloat64(countIf(counts AND order_money.revenue IS NULL)),
        'delayed_orders', toFloat64(countIf(attribution = 'post_visit')),
        'replay_orders', toFloat64(countIf(mode = 'replay')),
        'revenue', ifNull(toFloat64(sum(order_money.revenue)), 0),
        'refunds', ifNull(toFloat64(sum(order_money.refunds)), 0)) AS amounts,
    [] AS responses
FROM trust.order_money
GROUP BY market, quarter;
