-- The weekly review's numbers as they stand at an instant: every metric by market (and ALL) and ISO week on the market's own clock (ALL: UTC),
-- for the week that is running and up to 59 before it, with process-behaviour limits over those that are over. A week without traffic
-- is a row: its volumes are 0, its rates NULL. numerator and denominator are added up first and then divided.
--
-- metric, its unit, numerator / denominator (see trust.weekly_quarters):
--   orders            count       all that were placed in the week, cancelled ones too
--   inquiries         count       questions of viewers, live and in replays
--   viewer_minutes    minutes     live and in replays
--   revenue           money       paid less paid back, in the reporting currency; orders without an exchange rate are left out, and
--                                 counted in orders_without_rate; NULL where they are all there is
--   revenue_per_1000_minutes      money_rate  revenue / viewer_minutes, per 1,000
--   order_rate, inquiry_rate      per_1000    orders, inquiries / viewer_minutes, per 1,000
--   paid_orders       count       paid and not cancelled
--   refunds           money       paid back
--   refund_rate       share       refunded orders / paid_orders
--   credential_coverage           share       live viewer-minutes with a valid credential on screen / live viewer-minutes
--   response_p90_s    seconds     90 % of the answers to questions in live streams came within it (linear between two); denominator:
--                                 answered questions
--   answered_share, answered_10s_share        share       answered, answered within 10 s / questions in live streams
--   schedule_adherence            share       kept / slots, see below
--   stall_share       share       stalled time / live viewer-time
--   latency_ms        ms          of the events of live visits that tell it
--   replay_viewer_minutes         minutes
--   replay_orders     count       orders that belong to a replay
--   delayed_orders    count       orders after the visit they belong to, of any mode
--   delayed_share     share       delayed_orders / orders
--   orders_without_rate           count       paid, but in a currency without an exchange rate
--
-- No event says which streams were planned, so the plan is taken from the streams themselves: of the streams that began in the four weeks
-- before (slots), the share at whose weekday and local time another one began this week, give or take 15 minutes (kept). A stream
-- at a fixed time every week keeps four slots; one that came once and never again costs one, for four weeks. A stream begins with
-- its first live visit, and is one of every market that brings a tenth or more of its live viewers. ALL is the sum over markets, each by
-- its own clock.
--
-- week_no_back: 0 is the last week that is over at the instant, -1 the one that is running. provisional: the week is not over, or, for money
-- and refunds, some order of it may still change, which it may for 45 days (order_window): judged at the instant or, where the data
-- go on after it, at the data clock, for orders are shown as they are now.
-- before, year_before: the value a week and 52 weeks earlier; week_change, year_change from there to here, as a share of it where moves
-- is percent, as a difference in basis points where it is basis_points (1 per 1,000 is 10).
-- centre, lower, upper, signals: tlProcessLimits, tlProcessSignals; none with fewer than 8 weeks. The upper limit of a share is at most 1.
-- at_stake orders what has a signal: the distance from the centre times what the market brings in a week (the centre of its revenue).
-- The distance is the difference itself for shares, and relative to the centre for the rest, at most 1 for seconds and ms. It says what
-- hangs on it, not what was lost.
--
-- Parameter: at (UTC), usually the data clock, to the quarter of an hour: what happened later is not there yet.
CREATE OR REPLACE VIEW trust.weekly_metrics AS
WITH
    toDateTime({at:DateTime64(3, 'UTC')}, 'UTC') AS instant,
    toDate(toMonday(instant + INTERVAL 14 HOUR)) AS last_monday,
    last_monday - 59 * 7 AS first_monday,
    happened AS
    (
        SELECT quarters.market AS market, toMonday(quarters.quarter + changes.utc_offset) AS monday, quarters.amounts AS amounts, quarters.responses AS responses
        FROM
        (
            SELECT cell.1 AS market, cell.2 AS time_zone, quarter, amounts, responses
            FROM trust.weekly_quarters AS quarters
            LEFT JOIN trust.markets AS markets ON markets.market = quarters.market
            ARRAY JOIN [(quarters.market, if(markets.time_zone = '', 'UTC', toString(markets.time_zone))), ('ALL', 'UTC')] AS cell
            WHERE quarter >= toDateTime(first_monday, 'UTC') - INTERVAL 1 DAY AND quarter <= instant
        ) AS quarters
        ASOF LEFT JOIN trust.clock_changes AS changes ON changes.time_zone = quarters.time_zone AND changes.changes_at <= quarters.quarter
    ),
    audiences AS
    (
        SELECT
            toString(market) AS market,
            stream_id,
            uniqExact(cityHash64(viewer_id)) AS viewers,
            toDateTime(min(min(started_at)) OVER (PARTITION BY stream_id), 'UTC') AS starts_at,
            sum(viewers) OVER (PARTITION BY stream_id) AS all_viewers
        FROM trust.visits_versions
        WHERE mode = 'live' AND started_at >= toDateTime(first_monday, 'UTC') - INTERVAL 30 DAY AND started_at <= instant
        GROUP BY stream_id, market
    ),
    -- When streams began: seconds of the week on the market's clock.
    places AS
    (
        SELECT
            audiences.market AS market,
            audiences.starts_at + changes.utc_offset AS local_start,
            toMonday(local_start) AS monday,
            toInt32(local_start - toDateTime(monday, 'UTC')) AS second
        FROM
        (
            SELECT market, if(markets.time_zone = '', 'UTC', toString(markets.time_zone)) AS time_zone, starts_at
            FROM audiences
            LEFT JOIN trust.markets AS markets ON markets.market = audiences.market
            WHERE viewers * 10 >= all_viewers
        ) AS audiences
        ASOF LEFT JOIN trust.clock_changes AS changes ON changes.time_zone = audiences.time_zone AND changes.changes_at <= audiences.starts_at
    ),
    schedule AS
    (
        SELECT
            market,
            monday + 7 * later AS week,
            groupArrayIf(second, later = 0) AS starts,
            groupArrayIf(second, later > 0) AS slots,
            -- Sunday night is next to Monday morning: the week is 604,800 s around.
            arrayCount(
                slot -> arrayExists(start -> least(abs(start - slot), 604800 - abs(start - slot)) <= 900, starts),
                slots) AS kept
        FROM places
        ARRAY JOIN [0, 1, 2, 3, 4] AS later
        GROUP BY market, week
    ),
    summands AS
    (
        SELECT market, monday, amounts, responses
        FROM happened
        UNION ALL
        SELECT cell, toDate(week), map('slots', toFloat64(length(slots)), 'kept', toFloat64(kept)), []
        FROM schedule
        ARRAY JOIN [market, 'ALL'] AS cell
        UNION ALL
        -- Every week there was, so that none is missing; and what can be said of it.
        SELECT
            market,
            first_week + 7 * arrayJoin(range(toUInt32(intDiv(this_week - first_week, 7) + 1))) AS week,
            map('weeks', 1., 'over', if(this_week > week, 1., 0.), 'open', if(first_open_week <= week, 1., 0.)),
            []
        FROM trust.review_weeks(at = {at:DateTime64(3, 'UTC')})
    ),
    sums AS
    (
        SELECT market, monday, sumMap(summands.amounts) AS amounts, groupArrayArray(summands.responses) AS responses
        FROM summands
        GROUP BY market, monday
    ),
    values_of_weeks AS
    (
        SELECT
            market,
            monday AS week_start,
            amounts['over'] > 0 AS over,
            amounts['open'] = 0 AS final,
            amounts['orders'] AS orders,
            amounts['inquiries'] AS inquiries,
            amounts['questions'] AS questions,
            (amounts['live_ms'] + amounts['replay_ms']) / 60000 AS minutes,
            if(amounts['orders_without_rate'] > 0 AND amounts['orders_without_rate'] = amounts['paid_orders'], NULL, amounts['revenue']) AS money,
            amounts['paid_orders'] AS paid_orders,
            -- metric, unit, numerator, denominator, factor; a quotient's denominator is not NULL.
            [
                ('orders', 'count', toNullable(orders), NULL, 1.),
                ('inquiries', 'count', inquiries, NULL, 1.),
                ('viewer_minutes', 'minutes', minutes, NULL, 1.),
                ('revenue', 'money', money, NULL, 1.),
                ('revenue_per_1000_minutes', 'money_rate', money, minutes, 1000.),
                ('order_rate', 'per_1000', orders, minutes, 1000.),
                ('inquiry_rate', 'per_1000', inquiries, minutes, 1000.),
                ('paid_orders', 'count', paid_orders, NULL, 1.),
                ('refunds', 'money', if(money IS NULL, NULL, amounts['refunds']), NULL, 1.),
                ('refund_rate', 'share', amounts['refunded_orders'], paid_orders, 1.),
                ('credential_coverage', 'share', amounts['covered_ms'] / 60000, amounts['live_ms'] / 60000, 1.),
                ('response_p90_s', 'seconds', NULL, amounts['answered'], 1.),
                ('answered_share', 'share', amounts['answered'], questions, 1.),
                ('answered_10s_share', 'share', amounts['answered_10s'], questions, 1.),
                ('schedule_adherence', 'share', amounts['kept'], amounts['slots'], 1.),
                ('stall_share', 'share', amounts['stall_ms'] / 60000, amounts['live_ms'] / 60000, 1.),
                ('latency_ms', 'ms', amounts['latency_ms'], amounts['latency_events'], 1.),
                ('replay_viewer_minutes', 'minutes', amounts['replay_ms'] / 60000, NULL, 1.),
                ('replay_orders', 'count', amounts['replay_orders'], NULL, 1.),
                ('delayed_orders', 'count', amounts['delayed_orders'], NULL, 1.),
                ('delayed_share', 'share', amounts['delayed_orders'], orders, 1.),
                ('orders_without_rate', 'count', amounts['orders_without_rate'], NULL, 1.)
            ] AS metrics,
            if(empty(responses), NULL, arrayReduce('quantileExactInclusive(0.9)', responses) / 1000) AS response_p90_s
        FROM sums
        WHERE monday >= first_monday AND amounts['weeks'] > 0
    ),
    quotients AS
    (
        SELECT
            market,
            week_start,
            metrics.1 AS metric,
            metrics.2 AS unit,
            metrics.3 AS numerator,
            metrics.4 AS denominator,
            multiIf(
                metric = 'response_p90_s', response_p90_s,
                denominator IS NULL, numerator,
                metrics.5 * numerator / nullIf(denominator, 0)) AS value,
            over,
            final
        FROM values_of_weeks
        ARRAY JOIN metrics
    ),
    series AS
    (
        SELECT
            market,
            metric,
            any(unit) AS unit,
            unit IN ('share', 'per_1000') AS is_rate,
            arraySort(week -> week.1, groupArray((week_start, value, numerator, denominator, over, final))) AS weeks,
            arrayMap(week -> week.2, weeks) AS values,
            arrayMap(week -> week.2, arrayFilter(week -> week.5, weeks)) AS values_over,
            tlProcessLimits(values_over) AS limits,
            tlProcessSignals(values_over) AS signals_over
        FROM quotients
        GROUP BY market, metric
    ),
    listed AS
    (
        SELECT
            market,
            metric,
            unit,
            is_rate,
            limits,
            week,
            week.2 AS value,
            before,
            year_before,
            signals,
            toInt32(length(values_over)) - toInt32(position) AS week_no_back
        FROM series
        ARRAY JOIN
            weeks AS week,
            arrayEnumerate(weeks) AS position,
            arrayPushFront(arrayPopBack(values), NULL) AS before,
            arrayResize(arrayConcat(arrayResize(CAST([] AS Array(Nullable(Float64))), 52), values), length(values)) AS year_before,
            arrayResize(signals_over, length(values)) AS signals
    ),
    measured AS
    (
        SELECT
            *,
            multiIf(
                is_rate, 10000 * (value - before) / if(unit = 'per_1000', 1000, 1),
                value / nullIf(before, 0) - 1) AS week_change,
            multiIf(
                is_rate, 10000 * (value - year_before) / if(unit = 'per_1000', 1000, 1),
                value / nullIf(year_before, 0) - 1) AS year_change,
            multiIf(
                unit = 'share', abs(value - limits.1),
                unit IN ('seconds', 'ms'), least(1, abs(value / nullIf(limits.1, 0) - 1)),
                abs(value / nullIf(limits.1, 0) - 1)) AS distance
        FROM listed
    )
SELECT
    market,
    metric,
    unit,
    if(is_rate, 'basis_points', 'percent') AS moves,
    formatDateTime(measured.week.1, '%G-W%V') AS week,
    measured.week.1 AS week_start,
    value,
    measured.week.3 AS numerator,
    measured.week.4 AS denominator,
    before,
    week_change,
    year_before,
    year_change,
    limits.1 AS centre,
    limits.2 AS lower,
    if(unit = 'share', least(1, limits.3), limits.3) AS upper,
    signals,
    measured.week.5 AS over,
    NOT over OR (metric IN ('revenue', 'revenue_per_1000_minutes', 'paid_orders', 'refunds', 'refund_rate') AND NOT measured.week.6) AS provisional,
    week_no_back,
    distance * max(if(metric = 'revenue', limits.1, NULL)) OVER (PARTITION BY market) AS at_stake
FROM measured
ORDER BY market != 'ALL', market, metric, week_start;
