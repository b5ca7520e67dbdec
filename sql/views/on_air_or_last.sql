-- What is on air in a stream at an instant, see trust.on_air; where nothing is, what was shown last before (on_screen = 0), with its
-- validity when it was shown.
--
-- Parameters: stream; at (UTC).
CREATE OR REPLACE VIEW trust.on_air_or_last AS
WITH
    current AS
    (
        SELECT *
        FROM trust.on_air(at = {at:DateTime64(3, 'UTC')})
        WHERE stream_id = {stream:String}
    ),
    latest AS
    (
        SELECT *
        FROM trust.stream_overlays(stream = {stream:String})
        WHERE shown_at <= {at:DateTime64(3, 'UTC')}
        ORDER BY hidden_at DESC, display_id
        LIMIT 1
    )
SELECT
    toUInt8(1) AS on_screen,
    credential_id,
    title,
    type,
    kind,
    toString(placement) AS placement,
    shown_at,
    seconds_on_air,
    toString(validity) AS validity,
    valid_until,
    days_left,
    toString(misuse) AS misuse
FROM current
UNION ALL
SELECT
    toUInt8(0) AS on_screen,
    credential_id,
    toString(title) AS title,
    toString(type) AS type,
    toString(kind) AS kind,
    toString(placement) AS placement,
    toDateTime(shown_at, 'UTC') AS shown_at,
    dateDiff('second', shown_at, hidden_at) AS seconds_on_air,
    toString(validity) AS validity,
    NULL AS valid_until,
    NULL AS days_left,
    toString(misuse) AS misuse
FROM latest
WHERE (SELECT count() FROM current) = 0;
