-- Live streams with viewers in a range, each with what it brought: whole streams, also where the range cuts one. Times are those of
-- the first and the last live visit. misused counts showings that were not in order, see trust.display_uses. latency_ms is a mean.
--
-- Parameters: from, to (UTC).
CREATE OR REPLACE VIEW trust.stream_list AS
WITH
    -- The streams, and when the first of them began: tables are read for these, and from then on.
    (
        SELECT (groupArray(stream_id), min(began))
        FROM
        (
            SELECT stream_id, min(started_at) AS began
            FROM trust.visits
            WHERE mode = 'live' AND started_at < {to:DateTime64(3, 'UTC')}
            GROUP BY stream_id
            HAVING max(ended_at) >= {from:DateTime64(3, 'UTC')}
        )
    ) AS found,
    found.2 AS since,
    streams AS
    (
        SELECT
            stream_id,
            min(started_at) AS started_at,
            max(ended_at) AS ended_at,
            uniqExact(viewer_id) AS viewers,
            sum(watch_ms) AS watched,
            sum(stall_ms) AS stalled
        FROM trust.visits
        WHERE mode = 'live' AND visits.started_at >= since AND stream_id IN (SELECT arrayJoin(found.1))
        GROUP BY stream_id
    ),
    audiences AS
    (
        SELECT stream_id, argMax(market, viewer_minutes) AS home_market, arraySort(groupArray(market)) AS markets
        FROM trust.stream_markets
        WHERE stream_id IN (SELECT arrayJoin(found.1))
        GROUP BY stream_id
    ),
    happened AS
    (
        SELECT stream_id, countIf(kind = 'inquiry') AS inquiries, countIf(kind = 'order') AS orders
        FROM trust.outcomes
        WHERE mode = 'live' AND occurred_at >= since AND stream_id IN (SELECT arrayJoin(found.1))
        GROUP BY stream_id
    ),
    earned AS
    (
        SELECT stream_id, sum(revenue) AS revenue
        FROM trust.order_money
        WHERE mode = 'live' AND occurred_at >= since AND stream_id IN (SELECT arrayJoin(found.1))
        GROUP BY stream_id
    ),
    shown AS
    (
        SELECT stream_id, count() AS displays, countIf(misuse != '') AS misused
        FROM trust.display_uses
        WHERE stream_id IN (SELECT arrayJoin(found.1))
        GROUP BY stream_id
    ),
    told AS
    (
        SELECT stream_id, sum(latency_ms) / nullIf(sum(latency_events), 0) AS latency_ms
        FROM trust.quality_minutes
        WHERE mode = 'live' AND minute >= toStartOfMinute(since) AND stream_id IN (SELECT arrayJoin(found.1))
        GROUP BY stream_id
    ),
    answers AS
    (
        SELECT stream_id, count() AS questions, count(response_ms) AS answered, quantileExactInclusiveOrNull(0.9)(response_ms) AS p90_ms
        FROM trust.questions
        WHERE mode = 'live' AND asked_at >= since AND stream_id IN (SELECT arrayJoin(found.1))
        GROUP BY stream_id
    )
SELECT
    streams.stream_id AS stream_id,
    toDateTime(streams.started_at, 'UTC') AS started_at,
    toDateTime(streams.ended_at, 'UTC') AS ended_at,
    audiences.home_market AS home_market,
    audiences.markets AS markets,
    streams.viewers AS viewers,
    streams.watched / 60000 AS viewer_minutes,
    happened.inquiries AS inquiries,
    happened.orders AS orders,
    earned.revenue AS revenue,
    shown.displays AS displays,
    shown.misused AS misused,
    streams.stalled / nullIf(streams.watched, 0) AS stall_share,
    told.latency_ms AS latency_ms,
    answers.questions AS questions,
    answers.answered AS answered,
    answers.p90_ms AS p90_ms
FROM streams
LEFT JOIN audiences ON audiences.stream_id = streams.stream_id
LEFT JOIN happened ON happened.stream_id = streams.stream_id
LEFT JOIN earned ON earned.stream_id = streams.stream_id
LEFT JOIN shown ON shown.stream_id = streams.stream_id
LEFT JOIN told ON told.stream_id = streams.stream_id
LEFT JOIN answers ON answers.stream_id = streams.stream_id
ORDER BY started_at DESC, stream_id;
