-- What an outcome's viewer had met some time before, and what was paid and paid back: what lift and revenue are made of.
ALTER TABLE trust.outcomes_versions
    ADD COLUMN IF NOT EXISTS exposed_30s Array(LowCardinality(String))
        COMMENT 'Sorted ids of the credentials on screen or recent 30 s before; empty before the visit and outside one' AFTER seen,
    ADD COLUMN IF NOT EXISTS exposed_60s Array(LowCardinality(String)) COMMENT 'The same 60 s before' AFTER exposed_30s,
    ADD COLUMN IF NOT EXISTS exposed_120s Array(LowCardinality(String)) COMMENT 'The same 120 s before' AFTER exposed_60s,
    ADD COLUMN IF NOT EXISTS paid_amount Decimal(18, 4)
        COMMENT 'Amount of the latest paid event of an order, in currency; 0 without one' AFTER amount,
    ADD COLUMN IF NOT EXISTS refunded_amount Decimal(18, 4)
        COMMENT 'Amount of the latest refunded event of an order, in currency; 0 without one' AFTER paid_amount;
