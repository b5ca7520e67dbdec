-- The rate monitor of each credential type and market after each block that added something. Viewers were not randomised:
-- the evidence is observational, whatever the p-value.
CREATE OR REPLACE VIEW trust.rate_monitor AS
SELECT
    focus_value,
    market,
    block,
    inquiries,
    exposed_inquiries,
    expected_exposed,
    log_e,
    max_log_e,
    p_value,
    rate_ratio,
    'observational' AS evidence
FROM trust.rate_monitor_versions FINAL;
