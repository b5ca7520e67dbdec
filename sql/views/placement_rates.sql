-- Live viewer-time, inquiries and orders while something was on screen in a way of showing (placement), crude: hosts choose when
-- and how. Two showings of one placement at once count twice. By market and over all (ALL); displays of experiments are left out.
--
-- Parameters: from, to (UTC): showings that began in the range.
CREATE OR REPLACE VIEW trust.placement_rates AS
WITH
    shown AS
    (
        SELECT
            display_id,
            stream_id,
            toString(placement) AS placement,
            toUnixTimestamp64Milli(shown_at) AS from_ms,
            toUnixTimestamp64Milli(hidden_at) AS until_ms,
            display_uses.shown_minutes AS minutes
        FROM trust.display_uses
        WHERE experiment_id = ''
            AND shown_at >= {from:DateTime64(3, 'UTC')}
            AND shown_at < {to:DateTime64(3, 'UTC')}
    ),
    cells AS
    (
        SELECT
            placement,
            cell,
            uniqExact(stream_id, display_id) AS displays,
            sum(ms) / 60000 AS viewer_minutes,
            sum(asked) AS inquiries,
            sum(ordered) AS orders
        FROM
        (
            SELECT
                shown.placement AS placement,
                toString(visits.market) AS market,
                shown.stream_id AS stream_id,
                shown.display_id AS display_id,
                least(toUnixTimestamp64Milli(visits.ended_at), shown.until_ms) - greatest(toUnixTimestamp64Milli(visits.started_at), shown.from_ms) AS ms,
                0 AS asked,
                0 AS ordered
            FROM shown
            INNER JOIN trust.visits AS visits ON visits.stream_id = shown.stream_id
            WHERE visits.mode = 'live'
                AND visits.ended_at >= {from:DateTime64(3, 'UTC')}
                AND visits.stream_id IN (SELECT stream_id FROM shown)
                AND toUnixTimestamp64Milli(visits.started_at) < shown.until_ms
                AND toUnixTimestamp64Milli(visits.ended_at) > shown.from_ms
            UNION ALL
            SELECT
                shown.placement AS placement,
                toString(outcomes.market) AS market,
                shown.stream_id AS stream_id,
                shown.display_id AS display_id,
                0 AS ms,
                outcomes.kind = 'inquiry' AS asked,
                outcomes.kind = 'order' AS ordered
            FROM shown
            INNER JOIN trust.outcomes AS outcomes ON outcomes.stream_id = shown.stream_id
            WHERE outcomes.mode = 'live'
                AND outcomes.occurred_at >= {from:DateTime64(3, 'UTC')}
                AND outcomes.stream_id IN (SELECT stream_id FROM shown)
                AND outcomes.attribution = 'in_visit'
                AND toUnixTimestamp64Milli(outcomes.occurred_at) >= shown.from_ms
                AND toUnixTimestamp64Milli(outcomes.occurred_at) < shown.until_ms
        )
        ARRAY JOIN [market, 'ALL'] AS cell
        GROUP BY placement, cell
    )
SELECT
    cell AS market,
    cells.placement AS placement,
    cells.displays AS displays,
    lengths.minutes AS shown_minutes,
    viewer_minutes,
    inquiries,
    orders,
    1000 * inquiries / nullIf(viewer_minutes, 0) AS inquiry_rate,
    1000 * orders / nullIf(viewer_minutes, 0) AS order_rate,
    'observational' AS evidence
FROM cells
INNER JOIN (SELECT placement, sum(shown.minutes) AS minutes FROM shown GROUP BY placement) AS lengths
    ON lengths.placement = cells.placement
ORDER BY cell != 'ALL', cell, cells.placement;
