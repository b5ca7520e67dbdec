-- Inquiries and orders. An order is written again with every event of it. An id names an outcome of one viewer and kind;
-- its time and market never change, so they may stand in the key, where filters find them.
CREATE TABLE IF NOT EXISTS trust.outcomes_versions
(
    outcome_id String COMMENT 'event_id of the question, or order_id',
    kind LowCardinality(String) COMMENT 'inquiry or order',
    occurred_at DateTime64(3, 'UTC') COMMENT 'Time of the question, or of the earliest placed or paid event',
    viewer_id String COMMENT 'Pseudonymous id of the viewer',
    market LowCardinality(String) COMMENT 'Market of the visit (inquiry) or of the order',
    stream_id String COMMENT 'The room; empty where unknown',
    visit_id String COMMENT 'The visit it is attributed to; empty without one',
    mode LowCardinality(String) COMMENT 'Mode of that visit; empty without one',
    on_screen Array(LowCardinality(String)) COMMENT 'Sorted ids of the credentials on screen at occurred_at',
    recent Array(LowCardinality(String)) COMMENT 'Sorted ids of the credentials viewed and hidden at most carry_over before',
    seen Array(LowCardinality(String)) COMMENT 'Sorted ids of the credentials viewed in the visit by then',
    attribution LowCardinality(String) COMMENT 'in_visit, post_visit or none',
    status LowCardinality(String) COMMENT 'Status of the latest event of an order; empty for an inquiry',
    paid UInt8 COMMENT '1 when the order has a paid event',
    amount Decimal(18, 4) COMMENT 'Amount of the latest event of an order, in currency; 0 for an inquiry',
    currency LowCardinality(String) COMMENT 'ISO 4217; empty for an inquiry',
    version UInt64 COMMENT 'Number of events behind this row: more replace fewer'
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(occurred_at)
ORDER BY (kind, market, occurred_at, viewer_id, outcome_id)
COMMENT 'Versions of trust.outcomes: never read directly';
