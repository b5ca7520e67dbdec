-- What the metrics are made of, for each viewer of an experiment, as it stood at one or more instants. Status of an order,
-- rates and assignments are those known today; everything else is cut at the instant.
--
-- Parameters: experiment: its id, or empty for all; window_days: the conversion window; step: seconds between the instants, from
-- the first trigger to the end of the experiment and its last window; 0 for the end of the data only.
--
-- Of each value the one in the window after the trigger, and with before_ the same in the fortnight before it. Revenue is NULL
-- where the rate of one of its orders is missing. Visits count whole in visit_ms and stall_ms.
CREATE OR REPLACE VIEW trust.experiment_unit_values AS
WITH
    assumeNotNull((SELECT through FROM trust.data_clock)) AS through,
    toIntervalSecond(86400 * {window_days:Float64}) AS window,
    population AS
    (
        SELECT *
        FROM trust.experiment_population(experiment = {experiment:String}, window_days = {window_days:Float64})
    ),
    instants AS
    (
        SELECT
            bounds.experiment_id AS experiment_id,
            if(
                {step:UInt32} = 0,
                [through],
                arrayMap(
                    k -> fromUnixTimestamp64Milli(1000 * toInt64(k), 'UTC'),
                    range(
                        toUInt64((intDiv(toUnixTimestamp(bounds.first_at), greatest({step:UInt32}, 1)) + 1) * greatest({step:UInt32}, 1)),
                        toUInt64(toUnixTimestamp(least(through, coalesce(experiments.ended_at, through) + window)) + greatest({step:UInt32}, 1)),
                        greatest({step:UInt32}, 1)))) AS list
        FROM
        (
            SELECT experiment_id, min(triggered_at) AS first_at
            FROM trust.experiment_triggers
            WHERE {experiment:String} = '' OR experiment_id = {experiment:String}
            GROUP BY experiment_id
        ) AS bounds
        LEFT JOIN trust.experiments AS experiments ON experiments.experiment_id = bounds.experiment_id
    ),
    dated AS
    (
        SELECT
            population.*,
            as_of,
            least(triggered_at + window, as_of) AS until,
            arrayFilter(order -> order.1 >= triggered_at AND order.1 <= until, orders) AS orders_after,
            arrayFilter(order -> order.1 < triggered_at, orders) AS orders_before,
            arrayFilter(visit -> visit.2 > triggered_at AND visit.1 < until, visits) AS visits_after,
            arrayFilter(visit -> visit.1 < triggered_at, visits) AS visits_before
        FROM population
        INNER JOIN instants ON instants.experiment_id = population.experiment_id
        ARRAY JOIN instants.list AS as_of
        WHERE triggered_at <= as_of
    )
SELECT
    experiment_id,
    as_of,
    viewer_id,
    variant,
    market,
    stream_id,
    triggered_at,
    crossed_over,
    returning,
    quality_band,
    triggered_at + window <= as_of AS window_closed,
    arrayExists(at -> at >= triggered_at AND at <= until, inquiries) AS inquired,
    arrayCount(order -> order.2, orders_after) AS orders,
    arrayCount(order -> order.3, orders_after) AS refunds,
    arrayCount(order -> order.4 IS NULL, orders_after) AS orders_without_rate,
    if(orders_without_rate > 0, NULL, arraySum(order -> ifNull(order.4, 0), orders_after)) AS revenue,
    arraySum(
        visit -> toUnixTimestamp64Milli(least(visit.2, until)) - toUnixTimestamp64Milli(greatest(visit.1, triggered_at)),
        visits_after) AS watch_ms,
    arraySum(visit -> toUnixTimestamp64Milli(visit.2) - toUnixTimestamp64Milli(visit.1), visits_after) AS visit_ms,
    arraySum(visit -> visit.3, visits_after) AS stall_ms,
    arrayExists(at -> at < triggered_at, inquiries) AS before_inquired,
    arrayCount(order -> order.2, orders_before) AS before_orders,
    arrayCount(order -> order.3, orders_before) AS before_refunds,
    -- A covariate may be any number that was settled before the trigger: an order without a rate adds nothing to it.
    arraySum(order -> ifNull(order.4, 0), orders_before) AS before_revenue,
    arraySum(
        visit -> toUnixTimestamp64Milli(least(visit.2, triggered_at)) - toUnixTimestamp64Milli(greatest(visit.1, triggered_at - INTERVAL 14 DAY)),
        visits_before) AS before_watch_ms,
    arraySum(
        visit -> toUnixTimestamp64Milli(visit.2) - toUnixTimestamp64Milli(visit.1),
        arrayFilter(visit -> visit.2 <= triggered_at, visits_before)) AS before_visit_ms,
    arraySum(visit -> visit.3, arrayFilter(visit -> visit.2 <= triggered_at, visits_before)) AS before_stall_ms
FROM dated;
