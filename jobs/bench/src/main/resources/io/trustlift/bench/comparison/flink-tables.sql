-- The topics as a Flink SQL user would declare them. A time is RFC 3339 text in UTC, or epoch milliseconds.
CREATE TABLE viewer_events (
  event_id STRING,
  event_time STRING,
  event_type STRING,
  stream_id STRING,
  viewer_id STRING,
  market STRING,
  `mode` STRING,
  is_bot BOOLEAN,
  ms AS ${millis},
  ts AS TO_TIMESTAMP_LTZ(${millis}, 3),
  WATERMARK FOR ts AS ts - INTERVAL '10' SECOND
) WITH (
  'topic' = 'live.viewer-events',
  ${kafka}
);

CREATE TABLE overlay_displays (
  event_id STRING,
  event_time STRING,
  display_id STRING,
  stream_id STRING,
  `action` STRING,
  credential_id STRING,
  ms AS ${millis},
  ts AS TO_TIMESTAMP_LTZ(${millis}, 3),
  WATERMARK FOR ts AS ts - INTERVAL '10' SECOND
) WITH (
  'topic' = 'live.overlay-displays',
  ${kafka}
)
