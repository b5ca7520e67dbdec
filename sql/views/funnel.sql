-- How many viewers did what, of those who began a visit in the range: each step counts by itself, in any order. Orders are those of
-- the range by these viewers. By market of the visit, and over all (ALL).
--
-- Parameters: from, to (UTC); mode: live, replay or all.
CREATE OR REPLACE VIEW trust.funnel AS
WITH
    buyers AS
    (
        SELECT viewer_id, max(paid) AS has_paid
        FROM trust.outcomes
        WHERE kind = 'order'
            AND occurred_at >= {from:DateTime64(3, 'UTC')}
            AND occurred_at < {to:DateTime64(3, 'UTC')}
        GROUP BY viewer_id
    ),
    viewers AS
    (
        SELECT
            cell,
            visits.viewer_id AS viewer_id,
            max(notEmpty(visits.seen)) AS saw,
            sum(visits.product_clicks) > 0 AS clicked,
            sum(visits.questions) > 0 AS asked,
            sum(visits.add_to_carts) > 0 AS added
        FROM trust.visits AS visits
        ARRAY JOIN [toString(market), 'ALL'] AS cell
        WHERE visits.started_at >= {from:DateTime64(3, 'UTC')}
            AND visits.started_at < {to:DateTime64(3, 'UTC')}
            AND ({mode:String} = 'all' OR visits.mode = {mode:String})
        GROUP BY cell, viewer_id
    ),
    counts AS
    (
        SELECT
            viewers.cell AS cell,
            [
                ('watched', count()),
                ('saw_credential', countIf(viewers.saw)),
                ('clicked', countIf(viewers.clicked)),
                ('asked', countIf(viewers.asked)),
                ('added_to_cart', countIf(viewers.added)),
                ('ordered', countIf(buyers.viewer_id != '')),
                ('paid', countIf(buyers.has_paid = 1))] AS steps
        FROM viewers
        LEFT JOIN buyers ON buyers.viewer_id = viewers.viewer_id
        GROUP BY cell
    )
SELECT cell AS market, step_no, counted.1 AS step, counted.2 AS viewers, counted.2 / steps[1].2 AS share_of_watched
FROM counts
ARRAY JOIN steps AS counted, arrayEnumerate(steps) AS step_no
ORDER BY market != 'ALL', market, step_no;
