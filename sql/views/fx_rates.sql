-- Exchange rates into the reporting currency, each currency and day once.
CREATE OR REPLACE VIEW trust.fx_rates AS
SELECT currency, day, rate
FROM trust.fx_rates_versions FINAL;
