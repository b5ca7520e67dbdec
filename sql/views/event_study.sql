-- What happened around the moment at which a credential was shown: outcomes per 1,000 viewer-minutes of live visits, by distance
-- from the show, beside the same around matched moments of the same room without one. A picture, not an estimate: hosts choose
-- their moments.
--
-- Parameters: from, to (UTC): shows in [from, to); focus: type, kind or credential; focus_value: which, or empty for any; market:
-- of the viewers, or empty for all; bin: seconds, a divisor of 900.
--
-- Displays of an experiment are left out, for only an arm sees them. Matched moments lie 15 or 30 minutes before or after a
-- show, where no display of the focus was on, or recent, from 5 minutes before until 10 minutes after.
CREATE OR REPLACE VIEW trust.event_study AS
WITH
    300 AS seconds_before,
    900 AS seconds_around,
    {bin:UInt32} AS bin_seconds,
    focus_displays AS
    (
        SELECT displays.stream_id AS stream_id, displays.shown_at AS shown_at, displays.hidden_at AS hidden_at
        FROM trust.displays AS displays
        LEFT JOIN trust.credential_types AS types ON types.credential_id = displays.credential_id
        WHERE displays.experiment_id = ''
            AND NOT throwIf({focus:String} NOT IN ('type', 'kind', 'credential'), 'focus must be type, kind or credential')
            AND NOT throwIf({bin:UInt32} = 0 OR 900 % greatest({bin:UInt32}, 1) != 0, 'bin must divide 900 seconds')
            AND ({focus_value:String} = ''
                OR {focus_value:String} = multiIf({focus:String} = 'type', types.type, {focus:String} = 'kind', types.kind, displays.credential_id))
    ),
    shows AS
    (
        SELECT DISTINCT stream_id, shown_at AS instant
        FROM focus_displays
        WHERE shown_at >= {from:DateTime64(3, 'UTC')} AND shown_at < {to:DateTime64(3, 'UTC')}
    ),
    candidates AS
    (
        SELECT DISTINCT stream_id, instant + toIntervalSecond(shift) AS instant
        FROM shows
        ARRAY JOIN [-1800, -900, 900, 1800] AS shift
    ),
    spoilt AS
    (
        SELECT DISTINCT candidates.stream_id AS stream_id, candidates.instant AS instant
        FROM candidates
        INNER JOIN focus_displays ON focus_displays.stream_id = candidates.stream_id
        WHERE focus_displays.shown_at < candidates.instant + INTERVAL 10 MINUTE
            AND focus_displays.hidden_at + INTERVAL 5 MINUTE > candidates.instant - toIntervalSecond(seconds_before)
    ),
    windows AS
    (
        SELECT stream_id, instant, 1 AS shown
        FROM shows
        UNION ALL
        SELECT stream_id, instant, 0 AS shown
        FROM candidates
        WHERE (stream_id, instant) NOT IN (SELECT stream_id, instant FROM spoilt)
    ),
    range(toUInt32(0), toUInt32(seconds_around), bin_seconds) AS bins,
    presence AS
    (
        SELECT
            shown,
            sumForEach(
                arrayMap(
                    bin -> greatest(toInt64(0), least(until_ms, toInt64(1000 * (bin + bin_seconds))) - greatest(from_ms, toInt64(1000 * bin))),
                    bins)) AS viewer_ms
        FROM
        (
            SELECT
                windows.shown AS shown,
                toUnixTimestamp64Milli(visits.started_at) - toUnixTimestamp64Milli(windows.instant) + 1000 * seconds_before AS from_ms,
                toUnixTimestamp64Milli(visits.ended_at) - toUnixTimestamp64Milli(windows.instant) + 1000 * seconds_before AS until_ms
            FROM windows
            INNER JOIN trust.visits AS visits ON visits.stream_id = windows.stream_id
            WHERE visits.mode = 'live'
                AND ({market:String} = '' OR visits.market = {market:String})
                AND visits.started_at < windows.instant + INTERVAL 10 MINUTE
                AND visits.ended_at > windows.instant - toIntervalSecond(seconds_before)
        )
        GROUP BY shown
    ),
    events AS
    (
        SELECT
            windows.shown AS shown,
            outcomes.kind AS outcome,
            intDiv(
                toUnixTimestamp64Milli(outcomes.occurred_at) - toUnixTimestamp64Milli(windows.instant) + seconds_before * 1000,
                bin_seconds * 1000) + 1 AS place,
            count() AS happened
        FROM windows
        INNER JOIN trust.outcomes AS outcomes ON outcomes.stream_id = windows.stream_id
        WHERE outcomes.mode = 'live'
            AND outcomes.attribution = 'in_visit'
            AND ({market:String} = '' OR outcomes.market = {market:String})
            AND outcomes.occurred_at >= windows.instant - toIntervalSecond(seconds_before)
            AND outcomes.occurred_at < windows.instant + INTERVAL 10 MINUTE
        GROUP BY shown, outcome, place
    ),
    joined AS
    (
        SELECT
            grid.place AS place,
            grid.outcome AS outcome,
            grid.shown AS shown,
            grid.viewer_ms AS viewer_ms,
            events.happened AS happened
        FROM
        (
            SELECT shown, viewer_ms[place] AS viewer_ms, place, outcome
            FROM presence
            ARRAY JOIN arrayEnumerate(bins) AS place
            ARRAY JOIN ['inquiry', 'order'] AS outcome
        ) AS grid
        LEFT JOIN events ON events.shown = grid.shown AND events.outcome = grid.outcome AND events.place = grid.place
    )
SELECT
    toInt32((place - 1) * bin_seconds) - seconds_before AS offset_s,
    outcome,
    (SELECT count() FROM windows WHERE shown = 1) AS shows,
    (SELECT count() FROM windows WHERE shown = 0) AS matched_moments,
    sumIf(happened, shown = 1) AS events,
    sumIf(viewer_ms, shown = 1) / 60000 AS viewer_minutes,
    1000 * events / nullIf(viewer_minutes, 0) AS rate,
    sumIf(happened, shown = 0) AS matched_events,
    sumIf(viewer_ms, shown = 0) / 60000 AS matched_viewer_minutes,
    1000 * matched_events / nullIf(matched_viewer_minutes, 0) AS matched_rate,
    'observational' AS evidence
FROM joined
GROUP BY place, outcome
ORDER BY outcome, offset_s;
