-- Observational lift of showing credentials: the Mantel-Haenszel ratio of outcome rates, exposed against other viewer-time of
-- the same stream, mode, market, five minutes and other credentials on screen. An estimate, never an effect: nothing was drawn
-- at random.
--
-- Parameters: from, to (UTC, minutes that start in [from, to)); mode: live, replay or all; focus: type, kind or credential; lag:
-- seconds before an outcome at which its exposure is taken, 0, 30, 60 or 120 (0 is the answer, the others tell how much it
-- depends on the instant).
--
-- One row for each market, focus value and outcome, and one over all markets with market ALL. Rates are per 1,000
-- viewer-minutes. Intervals are 95 %, robust to clustering by stream (CR1 with the effective number of streams, t with one less
-- degrees of freedom: streams are unequal, and counting each in full covers too little, see docs/calibration.md; cr1_low and
-- cr1_high do that); the naive ones beside them show what clustering costs. p_adjusted is Benjamini-Hochberg's over the market rows of an outcome, and over
-- its ALL rows. shrunk_ratio is drawn towards the mean of the same cells; rank by it. markets_differ_p is Cochran's Q over the
-- markets of a focus value.
CREATE OR REPLACE VIEW trust.credential_lift AS
WITH
    -- A scalar is planned by itself: as a subquery the engine would go over it again with every step above it.
    (
        SELECT groupArray((focus_value, outcome, cell_market, sums))
        FROM
        (
            SELECT focus_value, outcome, cell_market, sumForEach(terms) AS sums
            FROM
            (
                -- A stream is a cluster. Grouping by a hash of the key takes half the time of grouping by the key.
                SELECT
                    any(parts.focus_value) AS focus_value,
                    any(parts.outcome) AS outcome,
                    any(parts.market) AS cell_market,
                    any(parts.stream_id) AS stream,
                    sumForEach(parts.terms) AS stream_terms,
                    if(stream = '', stream_terms, tlStreamTerms(stream_terms)) AS terms
                FROM trust.lift_terms_between(
                    from = {from:DateTime64(3, 'UTC')}, to = {to:DateTime64(3, 'UTC')}, mode = {mode:String}, focus = {focus:String},
                    lag = {lag:UInt16}, pooled = 1) AS parts
                GROUP BY sipHash128(parts.focus_value, parts.outcome, parts.market, parts.stream_id)
            )
            GROUP BY focus_value, outcome, cell_market
        )
    ) AS summed,
    -- One step a query: what a function is given stays a column, for its body is pasted in wherever it is named.
    cells AS
    (
        SELECT
            cell.1 AS focus_value,
            cell.2 AS outcome,
            cell.3 AS cell_market,
            toUInt64(cell.4[1]) AS exposed_events,
            toUInt64(cell.4[2]) AS baseline_events,
            cell.4[3] / 60000 AS exposed_minutes,
            cell.4[4] / 60000 AS baseline_minutes,
            toUInt64(cell.4[5]) AS strata,
            toUInt64(cell.4[6]) AS strata_with_events,
            toUInt64(cell.4[7]) AS strata_dropped,
            cell.4[8] AS r_sum,
            cell.4[9] AS s_sum,
            cell.4[10] AS v_sum,
            cell.4[11] AS p1_sum,
            cell.4[12] AS p2_sum,
            cell.4[13] AS p3_sum,
            toUInt64(cell.4[14]) AS streams,
            cell.4[15] AS rr,
            cell.4[16] AS rs,
            cell.4[17] AS ss
        FROM (SELECT arrayJoin(summed) AS cell)
    ),
    ratios AS
    (
        SELECT *, if(strata > 1, tlMantelHaenszelRatio(r_sum, s_sum), NULL) AS rate_ratio
        FROM cells
    ),
    weights AS
    (
        SELECT *, tlEffectiveClusters(rate_ratio, rr, rs, ss, r_sum) AS effective_streams
        FROM ratios
    ),
    variances AS
    (
        SELECT
            *,
            tlMantelHaenszelNaiveVariance(v_sum, r_sum, s_sum) AS naive_variance,
            tlMantelHaenszelClusterVariance(rate_ratio, effective_streams, rr, rs, ss, r_sum) AS variance,
            tlDispersion(rate_ratio, strata_with_events, p1_sum, p2_sum, p3_sum) AS dispersion
        FROM weights
    ),
    tests AS
    (
        SELECT *, tlRatioP(rate_ratio, variance, effective_streams - 1) AS p_value
        FROM variances
    ),
    -- What is judged together: the market rows of an outcome, and its rows over all markets. Packed into arrays and out again,
    -- so that the cells are computed once.
    packed AS
    (
        SELECT
            outcome,
            cell_market = 'ALL' AS overall,
            groupArray((
                focus_value, cell_market, exposed_events, baseline_events, exposed_minutes, baseline_minutes, streams, strata,
                strata_dropped, dispersion, effective_streams)) AS counts,
            groupArray((rate_ratio, variance, naive_variance, p_value)) AS estimates
        FROM tests
        GROUP BY outcome, overall
    ),
    columns AS
    (
        SELECT
            *,
            arrayMap(estimate -> log(estimate.1), estimates) AS logs,
            arrayMap(estimate -> estimate.2, estimates) AS variances,
            arrayMap(estimate -> estimate.4, estimates) AS p_values
        FROM packed
    ),
    families AS
    (
        SELECT
            outcome,
            overall,
            counts,
            estimates,
            tlBenjaminiHochberg(p_values) AS p_adjusted,
            tlShrunk(logs, variances) AS shrunk_logs
        FROM columns
    ),
    judged AS
    (
        SELECT
            outcome,
            cell,
            estimate,
            adjusted,
            shrunk_log,
            groupArrayIf((log(estimate.1), estimate.2), NOT overall) OVER (PARTITION BY outcome, cell.1) AS over_markets
        FROM families
        ARRAY JOIN counts AS cell, estimates AS estimate, p_adjusted AS adjusted, shrunk_logs AS shrunk_log
    ),
    described AS
    (
        SELECT
            outcome,
            cell.1 AS focus_value,
            cell.2 AS market,
            cell.3 AS exposed_events,
            cell.4 AS baseline_events,
            cell.5 AS exposed_minutes,
            cell.6 AS baseline_minutes,
            cell.7 AS streams,
            cell.8 AS strata,
            cell.9 AS strata_dropped,
            cell.10 AS dispersion,
            cell.11 AS effective_streams,
            -- The same sums of squares with streams in the place of effective_streams.
            estimate.2 * (effective_streams - 1) / effective_streams * cell.7 / nullIf(cell.7 - 1, 0) AS cr1_variance,
            estimate.1 AS rate_ratio,
            estimate.2 AS variance,
            estimate.3 AS naive_variance,
            estimate.4 AS p_value,
            adjusted,
            shrunk_log,
            arrayMap(pair -> pair.1, over_markets) AS market_logs,
            arrayMap(pair -> pair.2, over_markets) AS market_variances
        FROM judged
    ),
    -- Intervals are symmetric on the scale of logarithms, so that one end gives the other. All lower ends in one expression: the
    -- engine takes longer to plan a quantile than to compute it.
    bounded AS
    (
        SELECT
            *,
            arrayMap(
                low -> if(low > 1e-300, low, NULL),
                arrayMap(
                    (var, df) -> tlRatioLow(rate_ratio, var, df, 0.05),
                    [variance, naive_variance, cr1_variance],
                    [effective_streams - 1, NULL, toFloat64(streams) - 1])) AS lows
        FROM described
    )
SELECT
    market,
    focus_value,
    outcome,
    exposed_events,
    exposed_minutes,
    baseline_events,
    baseline_minutes,
    1000 * exposed_events / nullIf(exposed_minutes, 0) AS exposed_rate,
    1000 * baseline_events / nullIf(baseline_minutes, 0) AS baseline_rate,
    rate_ratio,
    lows[1] AS low,
    rate_ratio * rate_ratio / low AS high,
    lows[2] AS naive_low,
    rate_ratio * rate_ratio / naive_low AS naive_high,
    p_value,
    adjusted AS p_adjusted,
    streams,
    strata,
    strata_dropped,
    dispersion,
    exp(shrunk_log) AS shrunk_ratio,
    'observational' AS evidence,
    multiIf(
        streams < 8 OR p_adjusted IS NULL, 'too_little_data',
        p_adjusted >= 0.05, 'no_clear_change',
        rate_ratio > 1, 'up',
        'down') AS verdict,
    tlCochranP(market_logs, market_variances) AS markets_differ_p,
    tlISquared(market_logs, market_variances) AS i_squared,
    effective_streams,
    lows[3] AS cr1_low,
    rate_ratio * rate_ratio / cr1_low AS cr1_high
FROM bounded
-- Rewrites of the engine that find nothing here, and go over the expanded functions all the same: an eighth of the time.
SETTINGS
    optimize_aggregators_of_group_by_keys = 0,
    optimize_and_compare_chain = 0,
    optimize_arithmetic_operations_in_aggregate_functions = 0,
    optimize_extract_common_expressions = 0,
    optimize_functions_to_subcolumns = 0,
    optimize_group_by_function_keys = 0,
    optimize_injective_functions_in_group_by = 0,
    optimize_injective_functions_inside_uniq = 0,
    optimize_multiif_to_if = 0,
    optimize_normalize_count_variants = 0,
    optimize_or_like_chain = 0,
    optimize_redundant_functions_in_order_by = 0,
    optimize_rewrite_aggregate_function_with_if = 0,
    optimize_rewrite_sum_if_to_count_if = 0,
    optimize_time_filter_with_preimage = 0,
    optimize_uniq_to_count = 0;
