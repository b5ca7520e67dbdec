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

-- For use by other functions: (k, sum(w), sum(w^2), sum(w (y - m)^2)) of k usable pairs (y, w) about their weighted mean
-- m = sum(w y) / sum(w). Source: Cochran 1954.
CREATE OR REPLACE FUNCTION tlPairSums AS (pairs) ->
    arrayMap(
        ps_p -> arrayMap(
            ps_m -> tuple(
                toFloat64(length(ps_p)),
                arraySum(ps_t -> ps_t.2, ps_p),
                arraySum(ps_t -> ps_t.2 * ps_t.2, ps_p),
                arraySum(ps_t -> ps_t.2 * pow(ps_t.1 - ps_m, 2), ps_p)),
            [arraySum(ps_t -> ps_t.1 * ps_t.2, ps_p) / arraySum(ps_t -> ps_t.2, ps_p)])[1],
        [pairs])[1];

-- For use by other functions: the between-cell variance of tlPairSums, NaN for fewer than two pairs. Source: DerSimonian and Laird 1986.
CREATE OR REPLACE FUNCTION tlPairBetween AS (sums) ->
    arrayMap(
        pb_s -> arrayMap(
            pb_r -> if(isFinite(pb_r) AND pb_s.1 > 1, if(pb_r > 0, pb_r, 0), nan),
            [(pb_s.4 - (pb_s.1 - 1)) / (pb_s.2 - pb_s.3 / pb_s.2)])[1],
        [sums])[1];

-- For use by other functions: the mean of usable pairs under a between-cell variance. Source: DerSimonian and Laird 1986.
CREATE OR REPLACE FUNCTION tlPairMean AS (pairs, between) ->
    arrayMap(
        (pm_p, pm_b) -> arraySum(pm_t -> pm_t.1 / (1 / pm_t.2 + pm_b), pm_p) / arraySum(pm_t -> 1 / (1 / pm_t.2 + pm_b), pm_p),
        [pairs],
        [between])[1];

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
        cq_s -> if(isFinite(cq_s.4) AND cq_s.1 > 1, cq_s.4, NULL),
        [tlPairSums(tlWeightedPairs(estimates, variances))])[1];

-- p-value of Cochran's Q: chi-squared with one degree of freedom less than usable pairs. Source: Cochran 1954.
CREATE OR REPLACE FUNCTION tlCochranP AS (estimates, variances) ->
    arrayMap(
        cp_s -> tlChiSquaredUpper(if(cp_s.1 > 1, cp_s.4, nan), cp_s.1 - 1),
        [tlPairSums(tlWeightedPairs(estimates, variances))])[1];

-- Share of the variation that is not chance: I^2 = max(0, (Q - (k - 1)) / Q). Source: Higgins and Thompson 2002.
CREATE OR REPLACE FUNCTION tlISquared AS (estimates, variances) ->
    arrayMap(
        is_s -> arrayMap(
            is_r -> if(isFinite(is_s.4) AND is_s.1 > 1, if(is_r > 0, is_r, 0), NULL),
            [(is_s.4 - (is_s.1 - 1)) / is_s.4])[1],
        [tlPairSums(tlWeightedPairs(estimates, variances))])[1];

-- Between-cell variance max(0, (Q - (k - 1)) / (sum(w) - sum(w^2) / sum(w))). Source: DerSimonian and Laird 1986.
CREATE OR REPLACE FUNCTION tlBetweenVariance AS (estimates, variances) ->
    arrayMap(
        bv_r -> if(isFinite(bv_r), bv_r, NULL),
        [tlPairBetween(tlPairSums(tlWeightedPairs(estimates, variances)))])[1];

-- Pooled mean sum(y / (v + tau^2)) / sum(1 / (v + tau^2)), tau^2 the between-cell variance. Source: DerSimonian and Laird 1986.
CREATE OR REPLACE FUNCTION tlPooledMean AS (estimates, variances) ->
    arrayMap(
        pm_p -> arrayMap(pm_r -> if(isFinite(pm_r), pm_r, NULL), [tlPairMean(pm_p, tlPairBetween(tlPairSums(pm_p)))])[1],
        [tlWeightedPairs(estimates, variances)])[1];

-- Every estimate shrunk towards the pooled mean m: m + (y - m) tau^2 / (tau^2 + v), NULL where the pair is not usable.
-- Source: normal-normal model, Efron and Morris 1975, with the variance of DerSimonian and Laird 1986.
CREATE OR REPLACE FUNCTION tlShrunk AS (estimates, variances) ->
    arrayMap(
        (s_y, s_v, s_p) -> arrayMap(
            s_b -> arrayMap(
                s_m -> arrayMap(
                    (s_e, s_u) -> arrayMap(
                        s_r -> if(isFinite(s_r) AND s_u > 0 AND isFinite(s_u), s_r, NULL),
                        [s_m + (s_e - s_m) * s_b / (s_b + s_u)])[1],
                    s_y,
                    s_v),
                [tlPairMean(s_p, s_b)])[1],
            [tlPairBetween(tlPairSums(s_p))])[1],
        [tlNumbers(estimates)],
        [arrayResize(tlNumbers(variances), length(estimates), nan)],
        [tlWeightedPairs(estimates, variances)])[1];
