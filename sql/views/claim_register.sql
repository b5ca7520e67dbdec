-- Claims beside what was measured: the Mantel-Haenszel rate ratio of live viewer-time, over all strata of the claim's markets
-- and kinds (or types) together, robust to clustering by stream; see trust.credential_lift. claim_verdict says what the interval
-- leaves of the claim.
--
-- Parameters: from, to (UTC).
CREATE OR REPLACE VIEW trust.claim_register AS
WITH
    terms AS
    (
        SELECT 'type' AS focus, *
        FROM trust.lift_terms_between(
            from = {from:DateTime64(3, 'UTC')}, to = {to:DateTime64(3, 'UTC')}, mode = 'live', focus = 'type', lag = 0, pooled = 0)
        UNION ALL
        SELECT 'kind' AS focus, *
        FROM trust.lift_terms_between(
            from = {from:DateTime64(3, 'UTC')}, to = {to:DateTime64(3, 'UTC')}, mode = 'live', focus = 'kind', lag = 0, pooled = 0)
    ),
    clusters AS
    (
        SELECT
            claims.claim_id AS claim_id,
            terms.stream_id AS stream_id,
            sumForEach(terms.terms) AS stream_terms
        FROM terms
        INNER JOIN trust.claims AS claims ON claims.focus = terms.focus AND claims.outcome = terms.outcome
        WHERE has(claims.focus_values, terms.focus_value)
            AND (has(claims.markets, terms.market) OR (has(claims.markets, '*') AND terms.market = 'ALL'))
        GROUP BY claim_id, stream_id
    ),
    totals AS
    (
        SELECT claim_id, sumForEach(tlStreamTerms(stream_terms)) AS total
        FROM clusters
        GROUP BY claim_id
    ),
    sums AS
    (
        SELECT
            claim_id,
            total[1] AS exposed_events,
            total[2] AS baseline_events,
            total[5] AS strata,
            total[8] AS r_sum,
            total[9] AS s_sum,
            toUInt64(total[14]) AS streams,
            total[15] AS rr,
            total[16] AS rs,
            total[17] AS ss
        FROM totals
    ),
    ratios AS
    (
        SELECT *, if(strata > 1, tlMantelHaenszelRatio(r_sum, s_sum), NULL) AS rate_ratio
        FROM sums
    ),
    weights AS
    (
        SELECT *, tlEffectiveClusters(rate_ratio, rr, rs, ss, r_sum) AS effective_streams
        FROM ratios
    ),
    variances AS
    (
        SELECT *, tlMantelHaenszelClusterVariance(rate_ratio, effective_streams, rr, rs, ss, r_sum) AS variance
        FROM weights
    ),
    measured AS
    (
        SELECT *, tlRatioLow(rate_ratio, variance, effective_streams - 1, 0.05) AS lower_end, if(lower_end > 1e-300, lower_end, NULL) AS ratio_low
        FROM variances
    )
SELECT
    claims.claim_id AS claim_id,
    claims.statement AS statement,
    claims.source AS source,
    claims.focus AS focus,
    claims.focus_values AS focus_values,
    claims.markets AS markets,
    claims.outcome AS outcome,
    claims.claimed_lift AS claimed_lift,
    toUInt64(measured.exposed_events) AS exposed_events,
    toUInt64(measured.baseline_events) AS baseline_events,
    measured.streams AS streams,
    measured.rate_ratio - 1 AS measured_lift,
    measured.ratio_low - 1 AS low,
    measured.rate_ratio * measured.rate_ratio / measured.ratio_low - 1 AS high,
    'observational' AS evidence,
    multiIf(
        streams < 8 OR low IS NULL OR high IS NULL, 'too_little_data',
        claimed_lift > high, 'less_than_claimed',
        claimed_lift < low, 'more_than_claimed',
        low > 0 OR high < 0, 'in_line',
        'not_shown') AS claim_verdict
FROM trust.claims AS claims
LEFT JOIN measured ON measured.claim_id = claims.claim_id
ORDER BY claim_id;
