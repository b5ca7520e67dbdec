-- The terms of credential_lift for a range: from the hourly sums where these are ready, and where they are not, straight from the
-- contract tables. A minute belongs to the range when its start does, and an outcome goes with its minute.
--
-- Parameters: from, to (UTC); mode: live, replay or all; focus: type, kind or credential; lags: how many seconds before an
-- outcome its exposure is taken, each 0, 30, 60 or 120.
--
-- Strata are stream x mode x market x block of five minutes x set of the types of the other credentials exposed. T1 and a are
-- viewer-time and events with a credential of the focus value on screen or recent, T0 and b those without, T = T1 + T0. A
-- stratum with viewer-time on one side only says nothing and drops out; it is counted where the focus was shown in its block.
-- Only the lag 0 is summed ahead. Every term is there twice: for its market, and in the market ALL.
CREATE OR REPLACE VIEW trust.lift_terms_between AS
WITH
    (
        SELECT groupArray((hour, build))
        FROM trust.lift_hours_ready
        WHERE hour >= {from:DateTime64(3, 'UTC')} AND hour + INTERVAL 1 HOUR <= {to:DateTime64(3, 'UTC')} AND {lags:Array(UInt16)} = [0]
        HAVING NOT throwIf({focus:String} NOT IN ('type', 'kind', 'credential'), 'focus must be type, kind or credential')
            AND NOT throwIf({mode:String} NOT IN ('live', 'replay', 'all'), 'mode must be live, replay or all')
            AND NOT throwIf(arrayExists(lag -> lag NOT IN (0, 30, 60, 120), {lags:Array(UInt16)}), 'lag must be 0, 30, 60 or 120 seconds')
    ) AS ready,
    (SELECT (groupArray(credential_id), groupArray(type), groupArray(kind)) FROM trust.credential_types) AS catalogue,
    (
        SELECT groupArray(hour)
        FROM trust.lift_hours_touched FINAL
        WHERE hour > {from:DateTime64(3, 'UTC')} - INTERVAL 1 HOUR
            AND hour < {to:DateTime64(3, 'UTC')}
            AND hour NOT IN (SELECT arrayJoin(ready).1)
    ) AS hours,
    -- Viewer-time and outcomes in one form. events holds a one in the place of the outcome's kind and lag.
    states AS
    (
        SELECT
            stream_id,
            mode,
            market,
            toStartOfFiveMinutes(minute) AS block,
            arrayDistinct(arrayConcat(on_screen, recent)) AS shown,
            sum(viewer_ms) AS ms,
            arrayResize(emptyArrayUInt64(), 2 * length({lags:Array(UInt16)})) AS events
        FROM trust.exposure_time_versions FINAL
        WHERE minute >= {from:DateTime64(3, 'UTC')}
            AND minute < {to:DateTime64(3, 'UTC')}
            AND ({mode:String} = 'all' OR mode = {mode:String})
            AND toDate(minute) IN (SELECT toDate(arrayJoin(hours)))
            AND toStartOfHour(minute) IN (SELECT arrayJoin(hours))
        GROUP BY stream_id, mode, market, block, shown
        UNION ALL
        SELECT
            stream_id,
            mode,
            market,
            toStartOfFiveMinutes(toDateTime(occurred_at, 'UTC')) AS block,
            multiIf(
                seconds = 0, arrayDistinct(arrayConcat(on_screen, recent)),
                seconds = 30, exposed_30s,
                seconds = 60, exposed_60s,
                exposed_120s) AS shown,
            0 AS ms,
            arrayMap(
                place -> toUInt64(place = position + if(kind = 'order', length({lags:Array(UInt16)}), 0)),
                range(1, 1 + 2 * length({lags:Array(UInt16)}))) AS events
        FROM trust.outcomes_versions FINAL
        ARRAY JOIN {lags:Array(UInt16)} AS seconds, arrayEnumerate({lags:Array(UInt16)}) AS position
        WHERE attribution = 'in_visit'
            AND ({mode:String} = 'all' OR mode = {mode:String})
            AND toStartOfMinute(occurred_at) >= {from:DateTime64(3, 'UTC')}
            AND toStartOfMinute(occurred_at) < {to:DateTime64(3, 'UTC')}
            AND occurred_at < {to:DateTime64(3, 'UTC')} + INTERVAL 1 MINUTE
            AND occurred_at >= {from:DateTime64(3, 'UTC')}
            AND toStartOfHour(occurred_at) IN (SELECT arrayJoin(hours))
    ),
    -- What a set of credentials is, in terms of the focus: each focus value with the types of the others.
    valued AS
    (
        SELECT
            stream_id,
            mode,
            market,
            block,
            ms,
            events,
            arrayMap(credential -> transform(credential, catalogue.1, catalogue.2, ''), arrayMap(id -> toString(id), shown)) AS types,
            multiIf(
                {focus:String} = 'type', types,
                {focus:String} = 'kind', arrayMap(credential -> transform(credential, catalogue.1, catalogue.3, ''), arrayMap(id -> toString(id), shown)),
                arrayMap(id -> toString(id), shown)) AS focus_values
        FROM states
    ),
    blocks AS
    (
        SELECT
            stream_id,
            mode,
            market,
            block,
            groupArray((focus_values, types, ms, events)) AS cells,
            arrayFilter(value -> value != '', groupUniqArrayArrayIf(focus_values, ms > 0)) AS focus_shown
        FROM valued
        GROUP BY stream_id, mode, market, block
    ),
    strata AS
    (
        SELECT
            stream_id,
            mode,
            market,
            block,
            focus_value,
            arraySort(arrayDistinct(arrayFilter((type, value) -> type != '' AND value != focus_value, cell.2, cell.1))) AS others,
            sumIf(cell.3, has(cell.1, focus_value)) AS t1,
            sumIf(cell.3, NOT has(cell.1, focus_value)) AS t0,
            sumForEachIf(cell.4, has(cell.1, focus_value)) AS a,
            sumForEachIf(cell.4, NOT has(cell.1, focus_value)) AS b
        FROM blocks
        ARRAY JOIN focus_shown AS focus_value
        ARRAY JOIN cells AS cell
        GROUP BY stream_id, mode, market, block, focus_value, others
    )
SELECT
    hour,
    stream_id,
    mode,
    market,
    focus_value,
    outcome,
    0 AS lag,
    exposed_events,
    baseline_events,
    exposed_ms,
    baseline_ms,
    strata,
    strata_with_events,
    strata_dropped,
    mh_exposed,
    mh_baseline,
    mh_variance,
    pearson_exposed,
    pearson_cross,
    pearson_baseline
FROM trust.lift_terms
WHERE focus = {focus:String}
    AND ({mode:String} = 'all' OR mode = {mode:String})
    AND hour >= {from:DateTime64(3, 'UTC')}
    AND hour < {to:DateTime64(3, 'UTC')}
    AND (hour, build) IN (SELECT arrayJoin(ready))
UNION ALL
SELECT
    toStartOfHour(block) AS hour,
    stream_id,
    mode,
    cell_market AS market,
    focus_value,
    if(place <= length({lags:Array(UInt16)}), 'inquiry', 'order') AS outcome,
    {lags:Array(UInt16)}[if(place <= length({lags:Array(UInt16)}), place, place - length({lags:Array(UInt16)}))] AS lag,
    sumIf(toFloat64(a[place]), counts) AS exposed_events,
    sumIf(toFloat64(b[place]), counts) AS baseline_events,
    sumIf(toFloat64(t1), counts) AS exposed_ms,
    sumIf(toFloat64(t0), counts) AS baseline_ms,
    countIf(counts) AS strata,
    countIf(counts AND a[place] + b[place] > 0) AS strata_with_events,
    countIf(NOT counts AND t1 + t0 > 0) AS strata_dropped,
    sumIf(a[place] * t0 / (t1 + t0), counts) AS mh_exposed,
    sumIf(b[place] * t1 / (t1 + t0), counts) AS mh_baseline,
    sumIf((a[place] + b[place]) * (t1 / (t1 + t0)) * (t0 / (t1 + t0)), counts) AS mh_variance,
    sumIf(a[place] * a[place] * t0 / ((a[place] + b[place]) * t1), counts AND a[place] + b[place] > 0) AS pearson_exposed,
    sumIf(a[place] * b[place] / (a[place] + b[place]), counts AND a[place] + b[place] > 0) AS pearson_cross,
    sumIf(b[place] * b[place] * t1 / ((a[place] + b[place]) * t0), counts AND a[place] + b[place] > 0) AS pearson_baseline
FROM
(
    SELECT *, t1 > 0 AND t0 > 0 AS counts
    FROM strata
)
-- Not the places of a or b: a side without viewer-time and events has none.
ARRAY JOIN range(1, 1 + 2 * length({lags:Array(UInt16)})) AS place
ARRAY JOIN [toString(market), 'ALL'] AS cell_market
GROUP BY hour, stream_id, mode, cell_market, focus_value, outcome, lag;
