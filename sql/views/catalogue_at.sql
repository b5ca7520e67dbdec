-- The catalogue as it was at an instant: the latest entry of each credential not after it, with its validity then. markets is where
-- it may be shown: what the entry says, else what the taxonomy says of its kind, else everywhere; * is everywhere, EU the union.
-- registration_as_certificate: its kind is a registration, such as the FDA's, which approves nothing, but it is entered or titled as a certificate.
--
-- Parameter: at (UTC).
CREATE OR REPLACE VIEW trust.catalogue_at AS
WITH
    (
        SELECT (groupArray(toString(kind)), groupArray(valid_markets), groupArray(toString(section)), groupArray(toString(scheme)))
        FROM trust.taxonomy
    ) AS known,
    toUnixTimestamp64Milli({at:DateTime64(3, 'UTC')}) AS at_ms
SELECT
    credential_id,
    title,
    type,
    kind,
    if(section = '', transform(toString(kind), known.1, known.3, ''), toString(section)) AS section,
    owner,
    status,
    multiIf(
        status = 'revoked', 'revoked',
        valid_from_ms > at_ms, 'not_yet_valid',
        valid_until_ms <= at_ms, 'expired',
        'valid') AS validity,
    toDateTime(valid_from, 'UTC') AS valid_from,
    toDateTime(valid_until, 'UTC') AS valid_until,
    toDateTime(reviewed_at, 'UTC') AS reviewed_at,
    multiIf(
        notEmpty(valid_markets), arrayMap(market -> toString(market), valid_markets),
        has(known.1, toString(kind)), known.2[indexOf(known.1, toString(kind))],
        ['*']) AS markets,
    event_time AS entered_at,
    transform(toString(kind), known.1, known.4, '') = 'registration'
        AND (scheme NOT IN ('', 'registration') OR match(lower(title), 'certificat|certified|approv')) AS registration_as_certificate
FROM
(
    SELECT *
    FROM trust.credentials
    WHERE event_time <= {at:DateTime64(3, 'UTC')}
    ORDER BY credential_id, event_time DESC, event_id DESC
    LIMIT 1 BY credential_id
);
