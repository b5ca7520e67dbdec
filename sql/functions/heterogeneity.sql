-- Heterogeneity of estimates y with variances v, such as the log rate ratios of markets, and shrinkage towards their mean. Pairs in which
-- either is missing, or the variance is not above 0, are left out; fewer than two pairs give NULL.

-- For use by other functions: the usable pairs (y, 1 / v), none where the arrays differ in length. Source: inverse-variance weights.
CREATE OR REPLACE FUNCTION tlWeightedPairs AS (estimates, variances) ->
    arrayMap(
        (wp_y, wp_v) -> if(
            length(wp_y) = length(wp_v),
            arrayFilter(
                wp_t -> isFinite(wp_t.1) AND isFinite(wp_t.2) AND wp_t.2 > 0,
                arrayMap(wp_i -> tuple(wp_y[wp_i], 1 / wp_v[wp_i]), arrayEnumerate(wp_y))),
            []),
        [tlNumbers(estimates)],
        [tlNumbers(variances)])[1];

-- Sum of w (y - centre)^2 over the usable pairs, w = 1 / v, about a given centre: Wald's test of homogeneity about a pooled estimate.
-- Source: Rothman, Modern Epidemiology, ch. 15.
CREATE OR REPLACE FUNCTION tlHeterogeneity AS (estimates, variances, centre) ->
    arrayMap(
        (h_p, h_c) -> arrayMap(
            h_r -> if(isFinite(h_r) AND length(h_p) > 1, h_r, NULL),
            [arraySum(h_t -> h_t.2 * pow(h_t.1 - h_c, 2), h_p)])[1],
        [tlWeightedPairs(estimates, variances)],
        [ifNull(toFloat64(centre), nan)])[1];

-- Cochran's Q: sum of w (y - m)^2 about the weighted mean m = sum(w y) / sum(w), w = 1 / v. Source: Cochran 1954.
CREATE OR REPLACE FUNCTION tlCochranQ AS (estimates, variances) ->
    arrayMap(
        cq_p -> arrayMap(
            cq_m -> arrayMap(
                cq_r -> if(isFinite(cq_r) AND length(cq_p) > 1, cq_r, NULL),
                [arraySum(cq_t -> cq_t.2 * pow(cq_t.1 - cq_m, 2), cq_p)])[1],
            [arraySum(cq_t -> cq_t.1 * cq_t.2, cq_p) / arraySum(cq_t -> cq_t.2, cq_p)])[1],
        [tlWeightedPairs(estimates, variances)])[1];

-- p-value of Cochran's Q: chi-squared with one degree of freedom less than usable pairs. Source: Cochran 1954.
CREATE OR REPLACE FUNCTION tlCochranP AS (estimates, variances) ->
    tlChiSquaredUpper(tlCochranQ(estimates, variances), length(tlWeightedPairs(estimates, variances)) - 1.0);

-- Share of the variation that is not chance: I^2 = max(0, (Q - (k - 1)) / Q). Source: Higgins and Thompson 2002.
CREATE OR REPLACE FUNCTION tlISquared AS (estimates, variances) ->
    arrayMap(
        (is_q, is_f) -> arrayMap(
            is_r -> if(isFinite(is_q) AND is_f > 0, if(is_r > 0, is_r, 0), NULL),
            [(is_q - is_f) / is_q])[1],
        [ifNull(tlCochranQ(estimates, variances), nan)],
        [length(tlWeightedPairs(estimates, variances)) - 1.0])[1];

-- Between-cell variance max(0, (Q - (k - 1)) / (sum(w) - sum(w^2) / sum(w))). Source: DerSimonian and Laird 1986.
CREATE OR REPLACE FUNCTION tlBetweenVariance AS (estimates, variances) ->
    arrayMap(
        (bv_q, bv_p) -> arrayMap(
            bv_r -> if(isFinite(bv_r) AND length(bv_p) > 1, if(bv_r > 0, bv_r, 0), NULL),
            [(bv_q - (length(bv_p) - 1.0))
                / (arraySum(bv_t -> bv_t.2, bv_p) - arraySum(bv_t -> bv_t.2 * bv_t.2, bv_p) / arraySum(bv_t -> bv_t.2, bv_p))])[1],
        [ifNull(tlCochranQ(estimates, variances), nan)],
        [tlWeightedPairs(estimates, variances)])[1];

-- Pooled mean sum(y / (v + tau^2)) / sum(1 / (v + tau^2)), tau^2 the between-cell variance. Source: DerSimonian and Laird 1986.
CREATE OR REPLACE FUNCTION tlPooledMean AS (estimates, variances) ->
    arrayMap(
        (pm_p, pm_b) -> arrayMap(
            pm_r -> if(isFinite(pm_r), pm_r, NULL),
            [arraySum(pm_t -> pm_t.1 / (1 / pm_t.2 + pm_b), pm_p) / arraySum(pm_t -> 1 / (1 / pm_t.2 + pm_b), pm_p)])[1],
        [tlWeightedPairs(estimates, variances)],
        [ifNull(tlBetweenVariance(estimates, variances), nan)])[1];

-- Every estimate shrunk towards the pooled mean m: m + (y - m) tau^2 / (tau^2 + v), NULL where the pair is not usable.
-- Source: normal-normal model, Efron and Morris 1975, with the variance of DerSimonian and Laird 1986.
CREATE OR REPLACE FUNCTION tlShrunk AS (estimates, variances) ->
    arrayMap(
        (s_y, s_v, s_m, s_b) -> arrayMap(
            s_i -> arrayMap(
                s_r -> if(isFinite(s_r) AND s_v[s_i] > 0 AND isFinite(s_v[s_i]), s_r, NULL),
                [s_m + (s_y[s_i] - s_m) * s_b / (s_b + s_v[s_i])])[1],
            arrayEnumerate(s_y)),
        [tlNumbers(estimates)],
        [tlNumbers(variances)],
        [ifNull(tlPooledMean(estimates, variances), nan)],
        [ifNull(tlBetweenVariance(estimates, variances), nan)])[1];
