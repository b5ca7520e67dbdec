-- What is on air at an instant, with what the catalogue says of it then. Of a stream without viewers in the five minutes before (live
-- = 0) it is what was on in its last minute, as_of. misused_in are markets
-- with a fifth or more of the stream's live viewer-time in which the credential says nothing. misuse names the first reason, see
-- trust.on_air_violations for all of them.
--
-- Parameter: at (UTC).
CREATE OR REPLACE VIEW trust.on_air AS
WITH
    rooms AS
    (
        SELECT
            stream_id,
            toStartOfMinute(toDateTime(max(least(ended_at, {at:DateTime64(3, 'UTC')})), 'UTC')) AS last_minute,
            last_minute >= toDateTime({at:DateTime64(3, 'UTC')}, 'UTC') - INTERVAL 5 MINUTE AS live
        FROM trust.visits
        WHERE mode = 'live' AND started_at <= {at:DateTime64(3, 'UTC')}
        GROUP BY stream_id
    ),
    audiences AS
    (
        SELECT
            stream_markets.stream_id AS stream_id,
            arraySort(groupArray((stream_markets.market, arrayConcat(['*', stream_markets.market], markets.unions)))) AS watching
        FROM trust.stream_markets AS stream_markets
        LEFT JOIN trust.markets AS markets ON markets.market = stream_markets.market
        WHERE stream_markets.share >= 0.2
        GROUP BY stream_id
    )
SELECT
    displays.stream_id AS stream_id,
    rooms.live AS live,
    rooms.last_minute AS as_of,
    displays.display_id AS display_id,
    displays.credential_id AS credential_id,
    catalogue.title AS title,
    toString(catalogue.type) AS type,
    toString(catalogue.kind) AS kind,
    displays.placement AS placement,
    toDateTime(displays.shown_at, 'UTC') AS shown_at,
    dateDiff('second', displays.shown_at, if(rooms.live, {at:DateTime64(3, 'UTC')}, toDateTime64(rooms.last_minute + INTERVAL 1 MINUTE, 3, 'UTC'))) AS seconds_on_air,
    if(catalogue.credential_id = '', 'unknown', catalogue.validity) AS validity,
    catalogue.valid_until AS valid_until,
    dateDiff('day', {at:DateTime64(3, 'UTC')}, catalogue.valid_until) AS days_left,
    arrayMap(
        watching -> watching.1,
        arrayFilter(watching -> notEmpty(catalogue.markets) AND NOT hasAny(catalogue.markets, watching.2), audiences.watching)) AS misused_in,
    multiIf(validity != 'valid', validity, notEmpty(misused_in), 'not_valid_in_market', catalogue.registration_as_certificate, 'registration_as_certificate', '') AS misuse,
    catalogue.registration_as_certificate AS registration_as_certificate,
    toDateTime(catalogue.entered_at, 'UTC') AS entered_at,
    arrayMap(watching -> watching.1, audiences.watching) AS markets
FROM trust.displays_now AS displays
INNER JOIN rooms ON rooms.stream_id = displays.stream_id
LEFT JOIN audiences ON audiences.stream_id = displays.stream_id
LEFT JOIN trust.catalogue_at(at = {at:DateTime64(3, 'UTC')}) AS catalogue ON catalogue.credential_id = displays.credential_id
WHERE displays.shown_at <= {at:DateTime64(3, 'UTC')}
    AND if(
        rooms.live,
        displays.hidden_at > {at:DateTime64(3, 'UTC')},
        displays.shown_at < rooms.last_minute + INTERVAL 1 MINUTE AND displays.hidden_at > rooms.last_minute)
ORDER BY live DESC, stream_id, shown_at, display_id;
