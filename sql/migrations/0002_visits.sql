-- Visits, open and closed. A visit is written again whenever it has grown; the row of most events is the visit.
CREATE TABLE IF NOT EXISTS trust.visits_versions
(
    visit_id String COMMENT 'viewer_id|stream_id|mode|started_at in epoch milliseconds',
    viewer_id String COMMENT 'Pseudonymous id of the viewer',
    stream_id String COMMENT 'The room',
    mode LowCardinality(String) COMMENT 'live or replay',
    market LowCardinality(String) COMMENT 'Market of the first event of the visit',
    started_at DateTime64(3, 'UTC') COMMENT 'Time of the first event',
    ended_at DateTime64(3, 'UTC') COMMENT 'Time of the last event so far',
    exposed_ms UInt64 COMMENT 'Milliseconds with any credential on screen',
    seen Array(LowCardinality(String)) COMMENT 'Sorted ids of the credentials viewed by ended_at',
    questions UInt32 COMMENT 'Questions asked',
    product_clicks UInt32 COMMENT 'Clicks on a product',
    add_to_carts UInt32 COMMENT 'Products put into the cart',
    shares UInt32 COMMENT 'Shares of the stream',
    stall_ms UInt64 COMMENT 'Milliseconds that playback stalled',
    version UInt64 COMMENT 'Number of events behind this row: more replace fewer'
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(started_at)
ORDER BY (market, started_at, visit_id)
COMMENT 'Versions of trust.visits: never read directly';
