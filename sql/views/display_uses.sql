-- Showings with what was shown, and whether they were in order. misuse is the credential's state when it appeared, where that was
-- not valid (unknown, revoked, not_yet_valid, expired), and not_valid_in_market where it says nothing in one of the markets that
-- bring a fifth or more of the stream's live viewer-time (those are misused_in), or registration_as_certificate (see trust.catalogue_at). Titles and markets are those of the latest entry. shown_minutes
-- end with the stream's last live viewer, for a host who goes home may leave something on.
CREATE OR REPLACE VIEW trust.display_uses AS
WITH
    (
        SELECT (groupArray(credential_id), groupArray((title, toString(type), toString(kind), markets, registration_as_certificate)))
        FROM trust.catalogue_at(at = '2299-01-01 00:00:00')
    ) AS catalogue
SELECT
    displays.display_id AS display_id,
    displays.stream_id AS stream_id,
    displays.credential_id AS credential_id,
    catalogue.2[indexOf(catalogue.1, displays.credential_id)] AS entry,
    entry.1 AS title,
    entry.2 AS type,
    entry.3 AS kind,
    displays.placement AS placement,
    displays.product_id AS product_id,
    displays.experiment_id AS experiment_id,
    displays.variant AS variant,
    displays.shown_at AS shown_at,
    displays.hidden_at AS hidden_at,
    displays.end_reason AS end_reason,
    displays.visits_reached AS visits_reached,
    displays.validity AS validity,
    arrayMap(
        watching -> watching.1,
        arrayFilter(watching -> notEmpty(entry.4) AND NOT hasAny(entry.4, watching.2), audiences.watching)) AS misused_in,
    multiIf(displays.validity != 'valid', toString(displays.validity), notEmpty(misused_in), 'not_valid_in_market', entry.5, 'registration_as_certificate', '') AS misuse,
    greatest(0, least(toUnixTimestamp64Milli(displays.hidden_at), ends.ended_ms) - toUnixTimestamp64Milli(displays.shown_at)) / 60000 AS shown_minutes
FROM trust.displays AS displays
LEFT JOIN
(
    SELECT
        stream_markets.stream_id AS stream_id,
        arraySort(groupArray((stream_markets.market, arrayConcat(['*', stream_markets.market], markets.unions)))) AS watching
    FROM trust.stream_markets AS stream_markets
    LEFT JOIN trust.markets AS markets ON markets.market = stream_markets.market
    WHERE stream_markets.share >= 0.2
    GROUP BY stream_id
) AS audiences ON audiences.stream_id = displays.stream_id
LEFT JOIN
(
    SELECT stream_id, max(toUnixTimestamp64Milli(ended_at)) AS ended_ms
    FROM trust.visits
    WHERE mode = 'live'
    GROUP BY stream_id
) AS ends ON ends.stream_id = displays.stream_id;
