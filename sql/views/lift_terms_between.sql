-- The terms of credential_lift for a range: from sums made ahead where these hold, and where they do not, straight from the contract
-- tables. A minute belongs to the range when its start does, and an outcome goes with its minute.
--
-- Parameters: from, to (UTC); mode: live, replay or all; focus: type, kind or credential; lag: how many seconds before an outcome its
-- exposure is taken, 0, 30, 60 or 120; pooled: 1 when the streams that lie wholly inside the range may come added up.
--
-- Rows of an hour, stream, mode, market, focus value and outcome, with sums over strata of tlStratumTerms in terms: once for the
-- market, and once more for the market ALL, still to be added up over the markets. Streams that are added up come as rows with an
-- empty stream_id, the hour in which the first of them began or the day, and the sums over them of tlStreamTerms.
--
-- Strata are stream x mode x market x block of five minutes x set of the types of the other credentials exposed. T1 and a are
-- viewer-time and events with a credential of the focus value on screen or recent, T0 and b those without. A stratum with viewer-time
-- on one side only is counted where the focus was shown in its block. Only the lag 0 is summed ahead.
--
-- Two hours of viewer-time are a few thousand blocks of five minutes: left in the engine's usual 65,000 rows they would be worked
-- on by one thread.
CREATE OR REPLACE VIEW trust.lift_terms_between AS
WITH
    (
        -- Days where they hold and the range has them whole, otherwise hours. With their streams, read at the same time.
        WITH
            arrayFilter(
                span -> span.1 = 'day' OR NOT has(days, (toStartOfDay(span.2), toStartOfDay(span.3 - 1) + INTERVAL 1 DAY)),
                held) AS used
        SELECT (arrayMap(span -> (span.1, span.2, span.3, span.4), used), arrayFlatten(arrayMap(span -> span.5, used)))
        FROM
        (
            SELECT
                groupArray((grain, starts_at, ends_at, build, streams)) AS held,
                groupArrayIf((starts_at, ends_at), grain = 'day') AS days
            FROM trust.lift_spans_ready
            WHERE {pooled:UInt8}
                AND {lag:UInt16} = 0
                AND mode = {mode:String}
                AND starts_at >= {from:DateTime64(3, 'UTC')}
                AND ends_at <= {to:DateTime64(3, 'UTC')}
            HAVING NOT throwIf({focus:String} NOT IN ('type', 'kind', 'credential'), 'focus must be type, kind or credential')
                AND NOT throwIf({mode:String} NOT IN ('live', 'replay', 'all'), 'mode must be live, replay or all')
                AND NOT throwIf({lag:UInt16} NOT IN (0, 30, 60, 120), 'lag must be 0, 30, 60 or 120 seconds')
        )
    ) AS spans,
    -- What is not in a span: hours, and streams.
    (
        SELECT (groupUniqArray(hour), groupUniqArray(stream_id))
        FROM trust.lift_touched
        WHERE hour > {from:DateTime64(3, 'UTC')} - INTERVAL 1 HOUR
            AND hour < {to:DateTime64(3, 'UTC')}
            AND ({mode:String} = 'all' OR mode = {mode:String})
            AND stream_id != ''
            AND stream_id NOT IN (SELECT arrayJoin(spans.2))
    ) AS open,
    (
        SELECT groupArray((hour, build))
        FROM trust.lift_hours_ready
        WHERE {lag:UInt16} = 0
            AND hour >= {from:DateTime64(3, 'UTC')}
            AND hour + INTERVAL 1 HOUR <= {to:DateTime64(3, 'UTC')}
            AND hour IN (SELECT arrayJoin(open.1))
    ) AS ready,
    (SELECT groupArray(hour) FROM (SELECT arrayJoin(open.1) AS hour) WHERE hour NOT IN (SELECT arrayJoin(ready).1)) AS hours,
    (
        SELECT (groupArray(credential_id), groupArray(type), groupArray(kind), groupArray(if(type = '', 0, cityHash64(type))))
        FROM trust.credential_types
    ) AS catalogue,
    -- Viewer-time and outcomes in one form. events is inquiries and orders.
    states AS
    (
        SELECT
            stream_id,
            mode,
            market,
            toStartOfFiveMinutes(minute) AS block,
            arrayDistinct(arrayConcat(on_screen, recent)) AS shown,
            sum(viewer_ms) AS ms,
            [0, 0] AS events
        FROM trust.exposure_time_versions FINAL
        WHERE minute >= {from:DateTime64(3, 'UTC')}
            AND minute < {to:DateTime64(3, 'UTC')}
            AND ({mode:String} = 'all' OR mode = {mode:String})
            AND toDate(minute) IN (SELECT toDate(arrayJoin(hours)))
            AND toStartOfHour(minute) IN (SELECT arrayJoin(hours))
            AND stream_id IN (SELECT arrayJoin(open.2))
        GROUP BY stream_id, mode, market, block, shown
        UNION ALL
        SELECT
            stream_id,
            mode,
            market,
            toStartOfFiveMinutes(toDateTime(occurred_at, 'UTC')) AS block,
            multiIf(
                {lag:UInt16} = 0, arrayDistinct(arrayConcat(on_screen, recent)),
                {lag:UInt16} = 30, exposed_30s,
                {lag:UInt16} = 60, exposed_60s,
                exposed_120s) AS shown,
            0 AS ms,
            [kind = 'inquiry', kind = 'order'] AS events
        FROM trust.outcomes_versions FINAL
        WHERE attribution = 'in_visit'
            AND ({mode:String} = 'all' OR mode = {mode:String})
            AND toStartOfMinute(occurred_at) >= {from:DateTime64(3, 'UTC')}
            AND toStartOfMinute(occurred_at) < {to:DateTime64(3, 'UTC')}
            AND toStartOfHour(occurred_at) IN (SELECT arrayJoin(hours))
            AND stream_id IN (SELECT arrayJoin(open.2))
    ),
    -- What each set of credentials is, in terms of the focus: the focus values in it, with the types of the others; as hashes, for
    -- they are compared many times below.
    blocks AS
    (
        WITH
            arrayMap(credential -> toString(credential), shown) AS ids,
            arrayMap(id -> transform(id, catalogue.1, catalogue.4, toUInt64(0)), ids) AS types,
            multiIf(
                {focus:String} = 'type', arrayMap(id -> transform(id, catalogue.1, catalogue.2, ''), ids),
                {focus:String} = 'kind', arrayMap(id -> transform(id, catalogue.1, catalogue.3, ''), ids),
                ids) AS focus_values
        SELECT
            stream_id,
            mode,
            market,
            block,
            groupArray((arrayMap(value -> cityHash64(value), focus_values), types, ms, events)) AS cells,
            arrayFilter(value -> value != '', groupUniqArrayArrayIf(focus_values, ms > 0)) AS focus_shown
        FROM states
        GROUP BY stream_id, mode, market, block
        SETTINGS max_block_size = 300
    ),
    strata AS
    (
        SELECT
            stream_id,
            mode,
            market,
            block,
            focus_value,
            arraySort(arrayDistinct(arrayFilter((type, value) -> type != 0 AND value != cityHash64(focus_value), cell.2, cell.1))) AS others,
            sumIf(cell.3, has(cell.1, cityHash64(focus_value))) AS t1,
            sumIf(cell.3, NOT has(cell.1, cityHash64(focus_value))) AS t0,
            sumForEachIf(cell.4, has(cell.1, cityHash64(focus_value))) AS a,
            sumForEachIf(cell.4, NOT has(cell.1, cityHash64(focus_value))) AS b
        FROM blocks
        ARRAY JOIN focus_shown AS focus_value
        ARRAY JOIN cells AS cell
        GROUP BY stream_id, mode, market, block, focus_value, others
        SETTINGS max_block_size = 4000
    ),
    -- A side without viewer-time and events has no a, or no b: there 0 is meant.
    rooms AS
    (
        SELECT
            toStartOfHour(block) AS hour,
            stream_id,
            mode,
            market,
            focus_value,
            sumForEach(tlStratumTerms(a[1], b[1], t1, t0)) AS inquiry_terms,
            sumForEach(tlStratumTerms(a[2], b[2], t1, t0)) AS order_terms
        FROM strata
        GROUP BY hour, stream_id, mode, market, focus_value
        SETTINGS max_block_size = 1000
    )
-- The market ALL has every term once more.
SELECT
    hour,
    stream_id,
    mode,
    arrayJoin([toString(market), 'ALL']) AS market,
    focus_value,
    side.1 AS outcome,
    side.2 AS terms
FROM rooms
ARRAY JOIN [('inquiry', inquiry_terms), ('order', order_terms)] AS side
UNION ALL
SELECT hour, stream_id, mode, market, focus_value, outcome, terms
FROM trust.lift_terms
WHERE focus = {focus:String}
    AND ({mode:String} = 'all' OR mode = {mode:String})
    AND (hour, build) IN (SELECT arrayJoin(ready))
    AND stream_id IN (SELECT arrayJoin(open.2))
UNION ALL
SELECT starts_at AS hour, '' AS stream_id, mode, market, focus_value, outcome, terms
FROM trust.lift_span_terms
WHERE focus = {focus:String}
    AND mode = {mode:String}
    AND (grain, starts_at, ends_at, build) IN (SELECT arrayJoin(spans.1));
