-- The viewers of experiments: those triggered before its end, in the arm of their first assignment, with the instants and amounts that the
-- metrics are made of. Viewers seen in two arms are marked, to be counted and left out.
--
-- Parameters: experiment: its id, or empty for all of them; window_days: the conversion window.
--
-- orders: (occurred_at, counts, refunded, revenue) of the fortnight before the trigger and of the window; inquiries: instants;
-- visits: (started_at, ended_at, stall_ms), likewise. returning: there was a visit that had ended before the trigger.
-- quality_band: by the share of watch time that playback stalled, over all visits of the viewer's market in the room of the
-- trigger: below 1 %, below 5 %, or more. It belongs to the room, so that no arm can move it.
CREATE OR REPLACE VIEW trust.experiment_population AS
WITH
    INTERVAL 14 DAY AS before,
    toIntervalSecond(86400 * {window_days:Float64}) AS after,
    triggers AS
    (
        SELECT
            found.experiment_id AS experiment_id,
            found.viewer_id AS viewer_id,
            found.variant AS variant,
            found.market AS market,
            found.stream_id AS stream_id,
            found.triggered_at AS triggered_at
        FROM trust.experiment_triggers AS found
        LEFT JOIN trust.experiments AS experiments ON experiments.experiment_id = found.experiment_id
        WHERE ({experiment:String} = '' OR found.experiment_id = {experiment:String})
            AND (experiments.ended_at IS NULL OR found.triggered_at < experiments.ended_at)
    ),
    arms AS
    (
        SELECT experiment_id, viewer_id, uniqExact(variant) > 1 AS crossed_over
        FROM trust.experiment_assignments
        WHERE {experiment:String} = '' OR experiment_id = {experiment:String}
        GROUP BY experiment_id, viewer_id
    ),
    viewer_orders AS
    (
        SELECT viewer_id, groupArray((occurred_at, counts, refunded, revenue)) AS orders
        FROM trust.order_money
        WHERE viewer_id IN (SELECT viewer_id FROM triggers)
        GROUP BY viewer_id
    ),
    viewer_inquiries AS
    (
        SELECT viewer_id, groupArray(occurred_at) AS inquiries
        FROM trust.outcomes
        WHERE kind = 'inquiry' AND viewer_id IN (SELECT viewer_id FROM triggers)
        GROUP BY viewer_id
    ),
    viewer_visits AS
    (
        SELECT viewer_id, groupArray((started_at, ended_at, stall_ms)) AS visits
        FROM trust.visits
        WHERE viewer_id IN (SELECT viewer_id FROM triggers)
        GROUP BY viewer_id
    ),
    rooms AS
    (
        SELECT stream_id, market, sum(stall_ms) / nullIf(sum(watch_ms), 0) AS stall_share
        FROM trust.visits
        WHERE stream_id IN (SELECT stream_id FROM triggers)
        GROUP BY stream_id, market
    )
SELECT
    triggers.experiment_id AS experiment_id,
    triggers.viewer_id AS viewer_id,
    triggers.variant AS variant,
    triggers.market AS market,
    triggers.stream_id AS stream_id,
    triggers.triggered_at AS triggered_at,
    arms.crossed_over AS crossed_over,
    arrayExists(visit -> visit.2 < triggered_at, viewer_visits.visits) AS returning,
    multiIf(isNull(rooms.stall_share), 'unknown', rooms.stall_share < 0.01, 'smooth', rooms.stall_share < 0.05, 'some_stalls', 'poor') AS quality_band,
    arrayFilter(order -> order.1 >= triggered_at - before AND order.1 <= triggered_at + after, viewer_orders.orders) AS orders,
    arrayFilter(at -> at >= triggered_at - before AND at <= triggered_at + after, viewer_inquiries.inquiries) AS inquiries,
    arrayFilter(visit -> visit.2 > triggered_at - before AND visit.1 < triggered_at + after, viewer_visits.visits) AS visits
FROM triggers
LEFT JOIN arms ON arms.experiment_id = triggers.experiment_id AND arms.viewer_id = triggers.viewer_id
LEFT JOIN viewer_orders ON viewer_orders.viewer_id = triggers.viewer_id
LEFT JOIN viewer_inquiries ON viewer_inquiries.viewer_id = triggers.viewer_id
LEFT JOIN viewer_visits ON viewer_visits.viewer_id = triggers.viewer_id
LEFT JOIN rooms ON rooms.stream_id = triggers.stream_id AND rooms.market = triggers.market;
