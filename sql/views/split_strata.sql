-- The strata of trust.split_lift: those of trust.credential_lift, told apart once more.
--
-- Parameters: see trust.split_lift.
--
-- One row for each stratum (stream, mode, market, block of five minutes, types of the other credentials exposed), focus value and
-- split value: t1 and a are viewer-time and [inquiries, orders] with the focus, t0 and b without. What splits the audience (audience,
-- times_seen) or the room (quality) splits both; what splits the showings (placement, verified, incentivised) splits the exposed ones, which
-- are all compared with the same others. What is on screen goes before what is recent; 'several' is on in more than one way at once.
CREATE OR REPLACE VIEW trust.split_strata AS
WITH
    {split:String} IN ('placement', 'verified', 'incentivised') AS by_showing,
    {split:String} IN ('audience', 'times_seen') AS by_audience,
    (
        SELECT (groupArray(credential_id), groupArray(toString(type)), groupArray(toString(kind)), groupArray(flag))
        FROM
        (
            SELECT
                credential_id,
                argMax(type, (event_time, event_id)) AS type,
                argMax(kind, (event_time, event_id)) AS kind,
                argMax(tuple(verified, incentivised), (event_time, event_id)) AS flags,
                multiIf(
                    {split:String} = 'verified', multiIf(isNull(flags.1), 'not stated', flags.1, 'verified', 'not verified'),
                    {split:String} = 'incentivised', multiIf(isNull(flags.2), 'not stated', flags.2, 'incentivised', 'unpaid'),
                    '') AS flag
            FROM trust.credentials
            GROUP BY credential_id
        )
    ) AS catalogue,
    -- How the credentials of a room were shown, minute by minute: on screen, or within carry_over after it.
    ways AS
    (
        SELECT stream_id, minute, groupArray((credential_id, placement, on_screen)) AS shown
        FROM
        (
            SELECT
                stream_id,
                credential_id,
                toString(placement) AS placement,
                toUInt32(intDiv(toUnixTimestamp(shown_at), 60)) AS first_minute,
                toUInt32(intDiv(toUnixTimestamp64Milli(hidden_at) + 59999, 60000)) AS end_minute,
                arrayJoin(range(first_minute, toUInt32(intDiv(toUnixTimestamp(hidden_at) + 300, 60)) + 1)) AS minute_no,
                toDateTime(60 * minute_no, 'UTC') AS minute,
                minute_no < end_minute AS on_screen
            FROM trust.displays
            WHERE {split:String} = 'placement'
                AND shown_at < {to:DateTime64(3, 'UTC')}
                AND hidden_at > {from:DateTime64(3, 'UTC')} - INTERVAL 5 MINUTE
        )
        GROUP BY stream_id, minute
    ),
    -- How well a room came through to a market, block by block. By the stalled part of viewer-time, as segments of experiments.
    qualities AS
    (
        SELECT
            watched.stream_id AS stream_id,
            watched.mode AS mode,
            watched.market AS market,
            watched.block AS block,
            told.stalled / nullIf(watched.ms, 0) AS stall_share,
            multiIf(stall_share < 0.01, 'smooth', stall_share < 0.05, 'some_stalls', 'poor') AS band
        FROM
        (
            SELECT stream_id, mode, market, toStartOfFiveMinutes(minute) AS block, sum(viewer_ms) AS ms
            FROM trust.exposure_time
            WHERE {split:String} = 'quality'
                AND minute >= {from:DateTime64(3, 'UTC')}
                AND minute < {to:DateTime64(3, 'UTC')}
            GROUP BY stream_id, mode, market, block
        ) AS watched
        LEFT JOIN
        (
            SELECT stream_id, mode, market, toStartOfFiveMinutes(minute) AS block, sum(stall_ms) AS stalled
            FROM trust.quality_minutes
            WHERE {split:String} = 'quality'
                AND minute >= {from:DateTime64(3, 'UTC')}
                AND minute < {to:DateTime64(3, 'UTC')}
            GROUP BY stream_id, mode, market, block
        ) AS told ON told.stream_id = watched.stream_id AND told.mode = watched.mode AND told.market = watched.market AND told.block = watched.block
    ),
    -- What a visit's viewer had behind them: another visit six hours before, or earlier visits that saw the focus.
    pasts AS
    (
        SELECT
            visit.1 AS visit_id,
            multiIf(
                {split:String} = 'audience', if(arrayExists(other -> other.2 <= visit.2 - INTERVAL 6 HOUR, history), 'returning', 'new'),
                ['0', '1', '2', '3 and more'][least(4, 1 + arrayCount(other -> other.4 AND other.3 <= visit.2, history))]) AS past
        FROM
        (
            SELECT
                viewer_id,
                groupArray((
                    visit_id,
                    started_at,
                    ended_at,
                    {split:String} = 'times_seen' AND arrayExists(
                        id -> multiIf(
                            {focus:String} = 'type', transform(toString(id), catalogue.1, catalogue.2, ''),
                            {focus:String} = 'kind', transform(toString(id), catalogue.1, catalogue.3, ''),
                            toString(id)) = {focus_value:String},
                        seen))) AS history
            FROM trust.visits
            WHERE by_audience AND started_at < {to:DateTime64(3, 'UTC')}
            GROUP BY viewer_id
        )
        ARRAY JOIN history AS visit
        WHERE visit.3 > {from:DateTime64(3, 'UTC')}
    ),
    -- Viewer-time and outcomes in one form. label is of the room or the audience; labels are of what is exposed.
    states AS
    (
        SELECT
            stream_id,
            toString(mode) AS mode,
            toString(market) AS market,
            toStartOfFiveMinutes(minute) AS block,
            minute,
            arrayMap(id -> toString(id), arrayDistinct(arrayConcat(on_screen, recent))) AS exposed,
            length(on_screen) AS on_now,
            '' AS past,
            toUInt64(viewer_ms) AS ms,
            [0, 0] AS events
        FROM trust.exposure_time
        WHERE NOT by_audience
            AND minute >= {from:DateTime64(3, 'UTC')}
            AND minute < {to:DateTime64(3, 'UTC')}
            AND ({mode:String} = 'all' OR mode = {mode:String})
        UNION ALL
        SELECT
            stream_id,
            'live' AS mode,
            market,
            block,
            block AS minute,
            exposed,
            0 AS on_now,
            pasts.past AS past,
            toUInt64(pieces.ms) AS ms,
            [0, 0] AS events
        FROM trust.visit_exposure(from = {from:DateTime64(3, 'UTC')}, to = {to:DateTime64(3, 'UTC')}) AS pieces
        INNER JOIN pasts ON pasts.visit_id = pieces.visit_id
        WHERE by_audience
        UNION ALL
        SELECT
            stream_id,
            toString(mode) AS mode,
            toString(market) AS market,
            toStartOfFiveMinutes(toDateTime(occurred_at, 'UTC')) AS block,
            toStartOfMinute(toDateTime(occurred_at, 'UTC')) AS minute,
            arrayMap(id -> toString(id), arrayDistinct(arrayConcat(on_screen, recent))) AS exposed,
            length(on_screen) AS on_now,
            pasts.past AS past,
            toUInt64(0) AS ms,
            [kind = 'inquiry', kind = 'order'] AS events
        FROM trust.outcomes AS outcomes
        LEFT JOIN pasts ON pasts.visit_id = outcomes.visit_id
        WHERE attribution = 'in_visit'
            AND ({mode:String} = 'all' OR mode = {mode:String})
            AND toStartOfMinute(occurred_at) >= {from:DateTime64(3, 'UTC')}
            AND toStartOfMinute(occurred_at) < {to:DateTime64(3, 'UTC')}
    ),
    labelled AS
    (
        SELECT
            states.stream_id AS stream_id,
            states.mode AS mode,
            states.market AS market,
            states.block AS block,
            states.ms AS ms,
            states.events AS events,
            states.exposed AS exposed,
            arrayMap(id -> transform(id, catalogue.1, catalogue.2, ''), states.exposed) AS types,
            arrayMap(
                (id, type) -> multiIf(
                    {focus:String} = 'type', type,
                    {focus:String} = 'kind', transform(id, catalogue.1, catalogue.3, ''),
                    id),
                states.exposed,
                types) AS focus_values,
            arrayMap((id, place) -> place <= states.on_now, states.exposed, arrayEnumerate(states.exposed)) AS on_screen,
            arrayMap(
                (id, on) -> if(
                    {split:String} = 'placement',
                    arrayDistinct(arrayMap(way -> way.2, arrayFilter(way -> way.1 = id AND way.3 >= on, ways.shown))),
                    [transform(id, catalogue.1, catalogue.4, 'not stated')]),
                states.exposed,
                on_screen) AS labels,
            if({split:String} = 'quality', qualities.band, states.past) AS label
        FROM states
        LEFT JOIN ways ON ways.stream_id = states.stream_id AND ways.minute = states.minute
        LEFT JOIN qualities
            ON qualities.stream_id = states.stream_id AND qualities.mode = states.mode AND qualities.market = states.market
                AND qualities.block = states.block
    ),
    blocks AS
    (
        SELECT
            stream_id,
            mode,
            market,
            block,
            groupArray((focus_values, types, labels, label, ms, events, on_screen)) AS cells,
            arrayFilter(
                value -> value != '' AND {focus_value:String} IN ('', value),
                groupUniqArrayArrayIf(focus_values, ms > 0)) AS focus_shown
        FROM labelled
        GROUP BY stream_id, mode, market, block
    ),
    told_apart AS
    (
        SELECT
            stream_id,
            mode,
            market,
            block,
            focus_value,
            arraySort(arrayDistinct(arrayFilter((type, value) -> type != '' AND value != focus_value, cell.2, cell.1))) AS others,
            cell.4 AS label,
            has(cell.1, focus_value) AS is_exposed,
            arrayDistinct(arrayFlatten(arrayFilter((labels, value, on) -> value = focus_value AND on, cell.3, cell.1, cell.7))) AS ways_now,
            if(
                notEmpty(ways_now),
                ways_now,
                arrayDistinct(arrayFlatten(arrayFilter((labels, value) -> value = focus_value, cell.3, cell.1)))) AS ways,
            if(is_exposed AND by_showing, multiIf(length(ways) = 1, ways[1], empty(ways), 'not stated', 'several'), '') AS way,
            sum(cell.5) AS ms,
            sumForEach(cell.6) AS events
        FROM blocks
        ARRAY JOIN focus_shown AS focus_value
        ARRAY JOIN cells AS cell
        GROUP BY stream_id, mode, market, block, focus_value, others, label, is_exposed, ways_now, ways, way
    ),
    strata AS
    (
        SELECT
            stream_id,
            mode,
            market,
            block,
            focus_value,
            others,
            label,
            sumIf(ms, NOT is_exposed) AS t0,
            sumForEachIf(events, NOT is_exposed) AS b,
            groupArrayIf((way, ms, events), is_exposed) AS sides
        FROM told_apart
        GROUP BY stream_id, mode, market, block, focus_value, others, label
    )
SELECT
    stream_id,
    mode,
    market,
    block,
    focus_value,
    others,
    if(by_showing, side.1, label) AS split_value,
    sum(side.2) AS t1,
    sumForEach(side.3) AS a,
    any(strata.t0) AS t0,
    any(strata.b) AS b
FROM strata
ARRAY JOIN sides AS side
GROUP BY stream_id, mode, market, block, focus_value, others, split_value;
