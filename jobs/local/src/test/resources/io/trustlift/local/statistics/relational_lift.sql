-- The estimator of credential_lift as plain relations over the contract tables: joins, one row a credential, no sums ahead.
-- In place of %1$s stands the focus (type, kind or credential), of %2$s and %3$s the range, of %4$s the column expression of
-- the credentials exposed at an outcome, of %5$s the condition on mode.
WITH
    cells AS
    (
        SELECT
            toString((minute, stream_id, mode, market, on_screen, recent)) AS id,
            stream_id, mode, toString(market) AS market, toStartOfFiveMinutes(minute) AS block,
            arrayConcat(on_screen, recent) AS shown, toFloat64(viewer_ms) AS ms, '' AS outcome
        FROM trust.exposure_time
        WHERE minute >= '%2$s' AND minute < '%3$s' AND %5$s
        UNION ALL
        SELECT
            concat(kind, outcome_id) AS id,
            stream_id, mode, toString(market) AS market, toStartOfFiveMinutes(toDateTime(occurred_at, 'UTC')) AS block,
            %4$s AS shown, 0. AS ms, toString(kind) AS outcome
        FROM trust.outcomes
        WHERE attribution = 'in_visit'
            AND toStartOfMinute(occurred_at) >= '%2$s' AND toStartOfMinute(occurred_at) < '%3$s' AND %5$s
    ),
    members AS
    (
        SELECT DISTINCT
            cells.id AS id,
            cells.credential AS credential,
            types.type AS type,
            multiIf('%1$s' = 'type', types.type, '%1$s' = 'kind', types.kind, cells.credential) AS value
        FROM (SELECT id, toString(arrayJoin(shown)) AS credential FROM cells) AS cells
        LEFT JOIN trust.credential_types AS types ON types.credential_id = cells.credential
    ),
    block_values AS
    (
        SELECT DISTINCT cells.stream_id AS stream_id, cells.mode AS mode, cells.market AS market, cells.block AS block, members.value AS value
        FROM cells
        INNER JOIN members ON members.id = cells.id
        WHERE cells.ms > 0 AND members.value != ''
    ),
    pairs AS
    (
        SELECT cells.*, block_values.value AS value
        FROM cells
        INNER JOIN block_values
            ON block_values.stream_id = cells.stream_id AND block_values.mode = cells.mode
            AND block_values.market = cells.market AND block_values.block = cells.block
    ),
    other_types AS
    (
        SELECT pairs.id AS id, pairs.value AS value, arraySort(groupUniqArray(members.type)) AS others
        FROM pairs
        INNER JOIN members ON members.id = pairs.id
        WHERE members.value != pairs.value AND members.type != ''
        GROUP BY id, value
    ),
    stratified AS
    (
        SELECT
            pairs.*,
            (pairs.id, pairs.value) IN (SELECT id, value FROM members) AS exposed,
            other_types.others AS others
        FROM pairs
        LEFT JOIN other_types ON other_types.id = pairs.id AND other_types.value = pairs.value
    ),
    strata AS
    (
        SELECT
            stream_id, mode, market, block, value, others,
            sumIf(ms, exposed) AS t1, sumIf(ms, NOT exposed) AS t0,
            countIf(outcome = 'inquiry' AND exposed) AS inquiries1, countIf(outcome = 'inquiry' AND NOT exposed) AS inquiries0,
            countIf(outcome = 'order' AND exposed) AS orders1, countIf(outcome = 'order' AND NOT exposed) AS orders0
        FROM stratified
        GROUP BY stream_id, mode, market, block, value, others
    ),
    counted AS
    (
        SELECT
            stream_id, value, t1, t0, t1 + t0 AS t, t1 > 0 AND t0 > 0 AS informative, cell_market, counts.1 AS outcome,
            toFloat64(counts.2) AS a, toFloat64(counts.3) AS b
        FROM strata
        ARRAY JOIN [('inquiry', inquiries1, inquiries0), ('order', orders1, orders0)] AS counts
        ARRAY JOIN [market, 'ALL'] AS cell_market
        WHERE t > 0
    ),
    ratios AS
    (
        SELECT cell_market, value, outcome, sum(a * t0 / t) AS r, sum(b * t1 / t) AS s, r / s AS rr
        FROM counted
        WHERE informative
        GROUP BY cell_market, value, outcome
    ),
    scores AS
    (
        SELECT counted.cell_market AS cell_market, counted.value AS value, counted.outcome AS outcome, counted.stream_id AS stream_id,
            sum((a * t0 - ratios.rr * b * t1) / t) AS u, sum((a * t0 + ratios.rr * b * t1) / t) AS w
        FROM counted
        INNER JOIN ratios ON ratios.cell_market = counted.cell_market AND ratios.value = counted.value AND ratios.outcome = counted.outcome
        WHERE informative
        GROUP BY cell_market, value, outcome, stream_id
    ),
    clustered AS
    (
        SELECT cell_market, value, outcome, count() AS g, pow(sum(w), 2) / sum(w * w) AS g_effective,
            g_effective / (g_effective - 1) * sum(u * u) AS uu, g / (g - 1) * sum(u * u) AS uu_cr1
        FROM scores
        GROUP BY cell_market, value, outcome
    ),
    described AS
    (
        SELECT
            counted.cell_market AS cell_market, counted.value AS value, counted.outcome AS outcome,
            sumIf(a, informative) AS exposed_events, sumIf(b, informative) AS baseline_events,
            sumIf(t1, informative) / 60000 AS exposed_minutes, sumIf(t0, informative) / 60000 AS baseline_minutes,
            countIf(informative) AS strata, countIf(NOT informative) AS strata_dropped,
            any(ratios.rr) AS rr, any(ratios.r) AS r, any(ratios.s) AS s,
            sumIf((a + b) * t1 * t0 / (t * t), informative) AS v,
            countIf(informative AND a + b > 0) AS k,
            sumIf(pow(a - (a + b) * rr_here * t1 / (rr_here * t1 + t0), 2)
                / ((a + b) * (rr_here * t1 / (rr_here * t1 + t0)) * (t0 / (rr_here * t1 + t0))), informative AND a + b > 0) AS pearson
        FROM (
            SELECT counted.*, ratios.rr AS rr_here, ratios.rr, ratios.r, ratios.s
            FROM counted
            LEFT JOIN ratios ON ratios.cell_market = counted.cell_market AND ratios.value = counted.value AND ratios.outcome = counted.outcome
        ) AS counted
        LEFT JOIN ratios ON ratios.cell_market = counted.cell_market AND ratios.value = counted.value AND ratios.outcome = counted.outcome
        GROUP BY cell_market, value, outcome
    )
SELECT
    described.cell_market AS market,
    described.value AS focus_value,
    described.outcome AS outcome,
    exposed_events, exposed_minutes, baseline_events, baseline_minutes,
    if(isFinite(rr) AND rr > 0 AND strata > 1, rr, NULL) AS rate_ratio,
    sqrt(if(isFinite(uu / (r * r)), uu / (r * r), NULL)) AS robust_se,
    sqrt(if(isFinite(uu_cr1 / (r * r)), uu_cr1 / (r * r), NULL)) AS cr1_se,
    if(isFinite(clustered.g_effective), clustered.g_effective, NULL) AS effective_streams,
    sqrt(if(isFinite(v / (r * s)), v / (r * s), NULL)) AS naive_se,
    if(k > 1 AND isFinite(pearson / (k - 1)), pearson / (k - 1), NULL) AS dispersion,
    clustered.g AS streams, strata, strata_dropped
FROM described
LEFT JOIN clustered ON clustered.cell_market = described.cell_market AND clustered.value = described.value AND clustered.outcome = described.outcome
ORDER BY outcome, focus_value, market
