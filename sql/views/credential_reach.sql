-- What each credential of the catalogue, and each other that was shown, did in a range: showings that began in it, and live
-- viewer-time with it on screen. validity is that at the end of the range; misused counts showings that were not in order.
--
-- Parameters: from, to (UTC).
CREATE OR REPLACE VIEW trust.credential_reach AS
WITH
    shown AS
    (
        SELECT
            credential_id,
            count() AS displays,
            uniqExact(stream_id) AS streams,
            arraySort(groupUniqArrayIf(toString(placement), placement != '')) AS placements,
            sum(shown_minutes) AS minutes,
            sum(visits_reached) AS reached,
            countIf(misuse != '') AS misused,
            max(display_uses.shown_at) AS last_shown_at
        FROM trust.display_uses
        WHERE display_uses.shown_at >= {from:DateTime64(3, 'UTC')}
            AND display_uses.shown_at < {to:DateTime64(3, 'UTC')}
        GROUP BY credential_id
    ),
    watched AS
    (
        SELECT arrayJoin(on_screen) AS credential_id, sum(viewer_ms) / 60000 AS minutes
        FROM trust.exposure_time
        WHERE mode = 'live'
            AND minute >= {from:DateTime64(3, 'UTC')}
            AND minute < {to:DateTime64(3, 'UTC')}
        GROUP BY credential_id
    )
SELECT
    if(catalogue.credential_id = '', shown.credential_id, catalogue.credential_id) AS credential_id,
    catalogue.title AS title,
    toString(catalogue.type) AS type,
    toString(catalogue.kind) AS kind,
    catalogue.section AS section,
    catalogue.owner AS owner,
    toString(catalogue.status) AS status,
    if(catalogue.credential_id = '', 'unknown', catalogue.validity) AS validity,
    catalogue.valid_from AS valid_from,
    catalogue.valid_until AS valid_until,
    catalogue.reviewed_at AS reviewed_at,
    catalogue.markets AS markets,
    shown.displays AS displays,
    shown.streams AS streams,
    shown.placements AS placements,
    shown.minutes AS shown_minutes,
    watched.minutes AS exposed_minutes,
    shown.reached AS visits_reached,
    shown.misused AS misused,
    if(shown.displays = 0, NULL, toDateTime(shown.last_shown_at, 'UTC')) AS last_shown_at
FROM trust.catalogue_at(at = {to:DateTime64(3, 'UTC')}) AS catalogue
FULL JOIN shown ON shown.credential_id = catalogue.credential_id
LEFT JOIN watched ON watched.credential_id = if(catalogue.credential_id = '', shown.credential_id, catalogue.credential_id)
ORDER BY exposed_minutes DESC, credential_id;
