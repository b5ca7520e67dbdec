-- The library at an instant: every credential with its validity, its review and its use until then. A review is overdue after 30 days, or
-- where there was none. standing: never_shown, though it is valid; workhorse, one of those that together make up the first half of all
-- viewer-time with a credential on screen; else empty. misused counts showings that were not in order, see trust.display_uses.
--
-- Parameter: at (UTC).
CREATE OR REPLACE VIEW trust.library_credentials AS
SELECT
    credential_id,
    title,
    type,
    kind,
    section,
    owner,
    status,
    validity,
    valid_until,
    dateDiff('day', {at:DateTime64(3, 'UTC')}, valid_until) AS days_left,
    reviewed_at,
    dateDiff('day', reviewed_at, {at:DateTime64(3, 'UTC')}) AS days_since_review,
    status = 'active' AND (days_since_review > 30 OR days_since_review IS NULL) AS review_overdue,
    displays,
    last_shown_at,
    shown_minutes,
    exposed_minutes,
    misused,
    multiIf(
        displays = 0 AND validity = 'valid', 'never_shown',
        exposed_minutes > 0
            AND sum(exposed_minutes) OVER (ORDER BY exposed_minutes DESC, credential_id ROWS UNBOUNDED PRECEDING) - exposed_minutes
                < sum(exposed_minutes) OVER () / 2, 'workhorse',
        '') AS standing
FROM trust.credential_reach(from = '1970-01-02 00:00:00', to = {at:DateTime64(3, 'UTC')})
WHERE validity != 'unknown'
ORDER BY section, type, kind, credential_id;
