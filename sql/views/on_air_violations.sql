-- What is on air at an instant and should not be, for every reason a row, with the second since when: unknown (in no catalogue), revoked,
-- expired, not_yet_valid, not_valid_in_market (says nothing in a market that brings a fifth or more of the stream's live viewer-time; market tells
-- which), registration_as_certificate (see trust.catalogue_at). Of a stream that is over (live = 0): what was on in its last minute.
--
-- Parameter: at (UTC).
CREATE OR REPLACE VIEW trust.on_air_violations AS
WITH
    found AS
    (
        SELECT
            on_air.stream_id AS stream_id,
            on_air.live AS live,
            on_air.as_of AS as_of,
            on_air.display_id AS display_id,
            on_air.credential_id AS credential_id,
            on_air.title AS title,
            on_air.type AS type,
            on_air.kind AS kind,
            on_air.placement AS placement,
            on_air.shown_at AS shown_at,
            on_air.seconds_on_air AS seconds_on_air,
            arrayConcat(
                if(
                    on_air.validity = 'valid',
                    [],
                    [(
                        toString(on_air.validity),
                        '',
                        greatest(
                            on_air.shown_at,
                            multiIf(
                                on_air.validity = 'expired', toDateTime(on_air.valid_until, 'UTC'),
                                on_air.validity = 'revoked', on_air.entered_at,
                                on_air.shown_at)))]),
                arrayMap(
                    market -> ('not_valid_in_market', market, greatest(on_air.shown_at, on_air.entered_at)),
                    on_air.misused_in),
                if(
                    on_air.registration_as_certificate,
                    [('registration_as_certificate', '', greatest(on_air.shown_at, on_air.entered_at))],
                    [])) AS reasons
        FROM trust.on_air(at = {at:DateTime64(3, 'UTC')}) AS on_air
    )
SELECT
    stream_id,
    live,
    as_of,
    display_id,
    credential_id,
    title,
    type,
    kind,
    placement,
    violation.1 AS reason,
    violation.2 AS market,
    shown_at,
    ifNull(violation.3, shown_at) AS since,
    least(seconds_on_air, dateDiff('second', since, {at:DateTime64(3, 'UTC')})) AS seconds
FROM found
ARRAY JOIN reasons AS violation
ORDER BY live DESC, stream_id, since, display_id, reason, market;
