-- Visits, each once, open ones as far as they have come.
CREATE OR REPLACE VIEW trust.visits AS
SELECT
    visit_id,
    viewer_id,
    stream_id,
    mode,
    market,
    started_at,
    ended_at,
    toUnixTimestamp64Milli(ended_at) - toUnixTimestamp64Milli(started_at) AS watch_ms,
    exposed_ms,
    seen,
    questions,
    product_clicks,
    add_to_carts,
    shares,
    stall_ms
FROM trust.visits_versions FINAL;
