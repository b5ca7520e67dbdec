-- What is to be done in the library, by owner: credentials that expire within 30 or 60 days (expires_30, expires_60) or have expired and
-- are still entered as active (expired), and reviews that are due once a month and are not done (review_overdue). A row for each thing to do; due_at is when it is, or was, due, NULL for a
-- first review that never was.
--
-- Parameter: at (UTC).
CREATE OR REPLACE VIEW trust.library_due AS
SELECT
    owner,
    due,
    credential_id,
    title,
    kind,
    section,
    due_at,
    dateDiff('day', toDateTime({at:DateTime64(3, 'UTC')}, 'UTC'), due_at) AS days_left
FROM
(
    SELECT
        if(owner = '', 'nobody', owner) AS owner,
        credential_id,
        title,
        toString(kind) AS kind,
        section,
        item.1 AS due,
        item.2 AS due_at
    FROM trust.catalogue_at(at = {at:DateTime64(3, 'UTC')})
    ARRAY JOIN arrayConcat(
        multiIf(
            status != 'active' OR valid_until IS NULL, [],
            validity = 'expired', [('expired', valid_until)],
            valid_until < toDateTime({at:DateTime64(3, 'UTC')}, 'UTC') + INTERVAL 30 DAY, [('expires_30', valid_until)],
            valid_until < toDateTime({at:DateTime64(3, 'UTC')}, 'UTC') + INTERVAL 60 DAY, [('expires_60', valid_until)],
            []),
        if(
            status = 'active' AND (reviewed_at IS NULL OR reviewed_at < toDateTime({at:DateTime64(3, 'UTC')}, 'UTC') - INTERVAL 30 DAY),
            [('review_overdue', reviewed_at + INTERVAL 30 DAY)],
            [])) AS item
)
ORDER BY owner, due_at, credential_id, due;
