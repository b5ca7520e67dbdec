-- What each live visit was exposed to (on screen or recent, as in trust.exposure_time), piece by piece, so that viewer-time can be told
-- apart by who watched. Made of visits, showings and assignments; over all visits it adds up to trust.exposure_time to the millisecond. Live
-- only: which instants a replay played stands in no visit.
--
-- Parameters: from, to (UTC, whole minutes): pieces in [from, to).
--
-- A piece lies in one block of five minutes, with one set of credentials.
CREATE OR REPLACE VIEW trust.visit_exposure AS
WITH
    300000 AS carry_over_ms,
    2000 AS min_view_ms,
    7776000000 AS assignment_window_ms,
    300000 AS block_ms,
    toUnixTimestamp64Milli({from:DateTime64(3, 'UTC')}) AS from_ms,
    toUnixTimestamp64Milli({to:DateTime64(3, 'UTC')}) AS to_ms,
    -- (credential, shown, hidden, experiment, variant)
    shown AS
    (
        SELECT
            stream_id,
            groupArray((
                credential_id, toUnixTimestamp64Milli(shown_at), toUnixTimestamp64Milli(hidden_at), toString(experiment_id), toString(variant))) AS showings
        FROM trust.displays
        WHERE shown_at < {to:DateTime64(3, 'UTC')} AND hidden_at > {from:DateTime64(3, 'UTC')} - INTERVAL 5 MINUTE
        GROUP BY stream_id
    ),
    -- (experiment, variant, from, until): the first assignment in each experiment that shows something here.
    assigned AS
    (
        SELECT viewer_id, groupArray((experiment, arm, first_ms, first_ms + assignment_window_ms)) AS arms
        FROM
        (
            SELECT
                viewer_id,
                toString(experiment_id) AS experiment,
                argMin(toString(variant), assigned_at) AS arm,
                min(toUnixTimestamp64Milli(assigned_at)) AS first_ms
            FROM trust.experiment_assignments
            WHERE experiment_id IN
            (
                SELECT experiment_id
                FROM trust.displays
                WHERE experiment_id != ''
                    AND shown_at < {to:DateTime64(3, 'UTC')}
                    AND hidden_at > {from:DateTime64(3, 'UTC')} - INTERVAL 5 MINUTE
            )
            GROUP BY viewer_id, experiment
        )
        GROUP BY viewer_id
    ),
    visits AS
    (
        SELECT
            found.visit_id AS visit_id,
            found.viewer_id AS viewer_id,
            found.stream_id AS stream_id,
            toString(found.market) AS market,
            toUnixTimestamp64Milli(found.started_at) AS joined,
            greatest(joined, from_ms) AS first_ms,
            least(toUnixTimestamp64Milli(found.ended_at), to_ms) AS last_ms,
            assigned.arms AS arms
        FROM trust.visits AS found
        LEFT JOIN assigned ON assigned.viewer_id = found.viewer_id
        WHERE found.mode = 'live'
            AND found.started_at < {to:DateTime64(3, 'UTC')}
            AND found.started_at > {from:DateTime64(3, 'UTC')} - INTERVAL 13 HOUR
            AND found.ended_at > {from:DateTime64(3, 'UTC')}
    ),
    -- Cut where an assignment begins or ends.
    watched AS
    (
        SELECT
            * EXCEPT (first_ms, last_ms, arms),
            stretch.1 AS begins,
            stretch.2 AS ends,
            arrayFilter(arm -> arm.3 <= begins AND begins < arm.4, arms) AS held
        FROM
        (
            SELECT
                *,
                arraySort(arrayDistinct(arrayFilter(
                    cut -> cut >= first_ms AND cut <= last_ms,
                    arrayConcat([first_ms, last_ms], arrayMap(arm -> arm.3, arms), arrayMap(arm -> arm.4, arms))))) AS cuts
            FROM visits
        )
        ARRAY JOIN arrayZip(arrayPopBack(cuts), arrayPopFront(cuts)) AS stretch
    ),
    rooms AS
    (
        SELECT
            stream_id,
            shown.showings AS showings,
            arraySort(arrayDistinct(arrayFilter(
                cut -> cut >= presence.first_ms AND cut <= presence.last_ms,
                arrayConcat(
                    [presence.first_ms, presence.last_ms],
                    arrayMap(showing -> showing.2, showings),
                    arrayMap(showing -> showing.3, showings),
                    arrayMap(showing -> showing.3 + carry_over_ms, showings),
                    range(intDiv(presence.first_ms, block_ms) * block_ms, presence.last_ms, block_ms))))) AS cuts
        FROM (SELECT stream_id, min(visits.first_ms) AS first_ms, max(visits.last_ms) AS last_ms FROM visits GROUP BY stream_id) AS presence
        INNER JOIN shown ON shown.stream_id = presence.stream_id
    ),
    pieces AS
    (
        SELECT
            stream_id,
            piece.1 AS starts,
            piece.2 AS stops,
            arrayFilter(showing -> showing.2 <= piece.1 AND piece.1 < showing.3, showings) AS on_screen,
            arrayFilter(
                showing -> showing.3 <= piece.1 AND piece.1 < showing.3 + carry_over_ms AND showing.3 - showing.2 >= min_view_ms,
                showings) AS recent
        FROM rooms
        ARRAY JOIN arrayZip(arrayPopBack(cuts), arrayPopFront(cuts)) AS piece
    )
SELECT
    watched.visit_id AS visit_id,
    watched.viewer_id AS viewer_id,
    watched.stream_id AS stream_id,
    watched.market AS market,
    toDateTime(intDiv(greatest(pieces.starts, watched.begins), block_ms) * intDiv(block_ms, 1000), 'UTC') AS block,
    -- Recent for those who could see it for min_view before it went.
    arraySort(arrayDistinct(arrayMap(
        showing -> showing.1,
        arrayConcat(
            arrayFilter(
                showing -> showing.4 = '' OR arrayExists(arm -> arm.1 = showing.4 AND arm.2 = showing.5, watched.held),
                pieces.on_screen),
            arrayFilter(
                showing -> watched.joined + min_view_ms <= showing.3
                    AND (showing.4 = ''
                        OR arrayExists(arm -> arm.1 = showing.4 AND arm.2 = showing.5 AND arm.3 + min_view_ms <= showing.3, watched.held)),
                pieces.recent))))) AS exposed,
    least(pieces.stops, watched.ends) - greatest(pieces.starts, watched.begins) AS ms
FROM watched
INNER JOIN pieces ON pieces.stream_id = watched.stream_id
WHERE pieces.starts < watched.ends AND pieces.stops > watched.begins;
