-- Money is compared in one reporting currency.
CREATE TABLE IF NOT EXISTS trust.fx_rates_versions
(
    currency LowCardinality(String) COMMENT 'ISO 4217',
    day Date COMMENT 'First day on which the rate holds; it holds until the next one',
    rate Float64 COMMENT 'Units of the reporting currency for one unit of this one',
    loaded_at DateTime64(3, 'UTC') DEFAULT now64(3, 'UTC') COMMENT 'Wall clock: what was loaded later replaces the other'
)
ENGINE = ReplacingMergeTree(loaded_at)
ORDER BY (currency, day)
COMMENT 'Versions of trust.fx_rates: never read directly';

CREATE TABLE IF NOT EXISTS trust.settings_versions
(
    name LowCardinality(String) COMMENT 'reporting_currency',
    value String COMMENT 'What it is set to',
    set_at DateTime64(3, 'UTC') DEFAULT now64(3, 'UTC') COMMENT 'Wall clock: what was set later replaces the other'
)
ENGINE = ReplacingMergeTree(set_at)
ORDER BY name
COMMENT 'Versions of trust.settings: never read directly';
