-- Inquiries and orders, each once, orders as of their latest event.
CREATE OR REPLACE VIEW trust.outcomes AS
SELECT
    outcome_id,
    kind,
    occurred_at,
    viewer_id,
    market,
    stream_id,
    visit_id,
    mode,
    on_screen,
    recent,
    seen,
    exposed_30s,
    exposed_60s,
    exposed_120s,
    attribution,
    status,
    paid,
    amount,
    paid_amount,
    refunded_amount,
    currency,
    topic,
    language
FROM trust.outcomes_versions FINAL;
