-- The same over raw events: stretches of visits and displays, both cut at full minutes, meet by stream and minute.
WITH
    presence AS
    (
        SELECT DISTINCT event_id, event_type, stream_id, viewer_id, market, toUnixTimestamp64Milli(event_time) AS ms
        FROM raw.viewer_events
        WHERE NOT is_bot AND event_type != 'reply' AND mode IN ('', 'live')
    ),
    stretches AS
    (
        SELECT stream_id, market, previous, ms
        FROM
        (
            SELECT
                stream_id,
                market,
                ms,
                lagInFrame(ms, 1, 0) OVER visit AS previous,
                lagInFrame(event_type, 1) OVER visit AS previous_type
            FROM presence
            WINDOW visit AS (PARTITION BY stream_id, viewer_id ORDER BY ms, event_type = 'leave', event_id
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
        )
        WHERE previous_type != 'leave' AND ms - previous BETWEEN 1 AND 90000
    ),
    shown_displays AS
    (
        SELECT
            any(stream_id) AS stream,
            anyIf(credential_id, action = 'show') AS credential,
            minIf(toUnixTimestamp64Milli(event_time), action = 'show') AS shown,
            minIf(toUnixTimestamp64Milli(event_time), action = 'hide') AS hide,
            if(hide = 0, shown + 14400000, least(hide, shown + 14400000)) AS hidden
        FROM raw.overlay_displays
        GROUP BY display_id
    ),
    -- What two displays of one credential show at once counts once: each begins where those before it have ended.
    displays AS
    (
        SELECT stream, credential, greatest(show, earlier) AS shown, hidden
        FROM
        (
            SELECT
                stream,
                credential,
                shown_displays.shown AS show,
                hidden,
                max(hidden) OVER (PARTITION BY stream, credential ORDER BY show, hidden
                    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS earlier
            FROM shown_displays
        )
        WHERE earlier < hidden
    ),
    on_screen AS
    (
        SELECT stream, credential, shown, hidden, arrayJoin(range(intDiv(shown, 60000), intDiv(hidden - 1, 60000) + 1)) AS minute
        FROM displays
    ),
    present AS
    (
        SELECT stream_id, market, previous, ms, arrayJoin(range(intDiv(previous, 60000), intDiv(ms - 1, 60000) + 1)) AS minute
        FROM stretches
    )
SELECT
    'viewer_ms' AS measure,
    p.minute * 60000 AS at,
    p.market AS market,
    d.credential AS credential,
    toInt64(sum(greatest(0, least(p.ms, d.hidden, (p.minute + 1) * 60000) - greatest(p.previous, d.shown, p.minute * 60000)))) AS amount
FROM present AS p
INNER JOIN on_screen AS d ON d.stream = p.stream_id AND d.minute = p.minute
GROUP BY at, market, credential
UNION ALL
SELECT 'inquiries', d.minute * 60000 AS at, q.market, d.credential, toInt64(count())
FROM (SELECT stream_id, market, ms, intDiv(ms, 60000) AS minute FROM presence WHERE event_type = 'question') AS q
INNER JOIN on_screen AS d ON d.stream = q.stream_id AND d.minute = q.minute
WHERE d.shown <= q.ms AND q.ms < d.hidden
GROUP BY at, q.market, d.credential
