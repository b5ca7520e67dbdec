-- Inquiries and viewer-time per minute, market and credential on screen. A stretch of a visit lies between two
-- events of a viewer in a stream that are at most 90 s apart, unless the first is a leave. LAG would take events of
-- one instant, such as copies, for one.
WITH presence AS (
  SELECT event_id, event_type, stream_id, viewer_id, market, ms, ts
  FROM viewer_events
  WHERE is_bot IS NOT TRUE AND event_type <> 'reply' AND COALESCE(`mode`, 'live') = 'live'
),
stretches AS (
  SELECT stream_id, market, previous, ms, ts
  FROM (
    SELECT
      stream_id,
      market,
      ms,
      ts,
      FIRST_VALUE(ms) OVER two AS previous,
      FIRST_VALUE(event_type) OVER two AS previous_type
    FROM presence
    WINDOW two AS (PARTITION BY viewer_id, stream_id ORDER BY ts ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)
  )
  WHERE previous_type <> 'leave' AND ms - previous BETWEEN 1 AND 90000
),
-- Copies of an event come shortly after it, with the same time.
counted_displays AS (
  SELECT
    `action`,
    display_id,
    stream_id,
    credential_id,
    ms,
    ts,
    COUNT(*) OVER (PARTITION BY display_id, `action` ORDER BY ts ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS copy
  FROM overlay_displays
),
shows AS (
  SELECT display_id, stream_id, credential_id, ms, ts FROM counted_displays WHERE `action` = 'show' AND copy = 1
),
hides AS (
  SELECT display_id, ms, ts FROM counted_displays WHERE `action` = 'hide' AND copy = 1
),
shown_displays AS (
  SELECT
    shows.stream_id,
    shows.credential_id,
    shows.ms AS shown,
    COALESCE(hides.ms, shows.ms + 14400000) AS hidden,
    shows.ts
  FROM shows LEFT JOIN hides
    ON shows.display_id = hides.display_id AND hides.ts BETWEEN shows.ts AND shows.ts + INTERVAL '4' HOUR
),
-- What two displays of one credential show at once counts once: each begins where those before it have ended.
ends AS (
  SELECT
    stream_id,
    credential_id,
    shown,
    hidden,
    ts,
    MAX(hidden) OVER (PARTITION BY stream_id, credential_id ORDER BY ts ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS latest
  FROM shown_displays
),
displays AS (
  SELECT stream_id, credential_id, GREATEST(shown, COALESCE(earlier, shown)) AS shown, hidden, ts
  FROM (
    SELECT
      stream_id,
      credential_id,
      shown,
      hidden,
      ts,
      LAG(latest) OVER (PARTITION BY stream_id, credential_id ORDER BY ts) AS earlier
    FROM ends
  )
  WHERE earlier IS NULL OR earlier < hidden
),
exposures AS (
  SELECT s.market, d.credential_id, GREATEST(s.previous, d.shown) AS begins, LEAST(s.ms, d.hidden) AS ends
  FROM stretches AS s JOIN displays AS d
    ON s.stream_id = d.stream_id
      AND s.ts BETWEEN d.ts AND d.ts + INTERVAL '4' HOUR + INTERVAL '90' SECOND
      AND s.previous < d.hidden
),
minutes AS (
  SELECT
    'viewer_ms' AS measure,
    (begins / 60000 + n) * 60000 AS `minute`,
    market,
    credential_id,
    LEAST(ends, (begins / 60000 + n + 1) * 60000) - GREATEST(begins, (begins / 60000 + n) * 60000) AS amount
  FROM exposures CROSS JOIN (VALUES (0), (1), (2)) AS numbers (n)
  WHERE begins < ends AND (begins / 60000 + n) * 60000 < ends
),
questions AS (
  SELECT stream_id, market, ms, ts
  FROM (
    SELECT
      stream_id,
      market,
      ms,
      ts,
      COUNT(*) OVER (PARTITION BY event_id ORDER BY ts ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS copy
    FROM presence
    WHERE event_type = 'question'
  )
  WHERE copy = 1
),
inquiries AS (
  SELECT
    'inquiries' AS measure,
    q.ms / 60000 * 60000 AS `minute`,
    q.market,
    d.credential_id,
    CAST(1 AS BIGINT) AS amount
  FROM questions AS q JOIN displays AS d
    ON q.stream_id = d.stream_id
      AND q.ts BETWEEN d.ts AND d.ts + INTERVAL '4' HOUR
      AND q.ms >= d.shown
      AND q.ms < d.hidden
)
SELECT measure, `minute`, market, credential_id, SUM(amount) AS amount
FROM (SELECT * FROM minutes UNION ALL SELECT * FROM inquiries)
GROUP BY measure, `minute`, market, credential_id
