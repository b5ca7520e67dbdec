-- The chi-squared distribution, for any df > 0, whole or not.

-- For use by other functions: (P(X > x), P(X <= x), the smaller of the two over x times the density, +1 where that is the upper
-- one and -1 where it is the lower) for plain numbers with x > 0, NaN for df <= 0. With a = df / 2 and y = x / 2 the tail on the
-- far side of the mean is y^a exp(-y) / Gamma(a) times the integral of exp(s a v - y (exp(s v) - 1)) over v > 0, s = +-1: log-concave
-- and falling, so that Gauss-Legendre with 20 nodes does, up to the v where it has fallen to exp(-18.5), found by two Newton steps.
-- Source: DLMF 8.6.7 after t = y exp(s v); Stirling's series 5.11.1 for a > 20.
CREATE OR REPLACE FUNCTION tlChiSquaredTails AS (x, df) ->
    arrayMap(
        (cst_y, cst_a) -> arrayMap(
            cst_s -> arrayMap(
                cst_j -> arrayMap(
                    cst_q -> if(cst_s > 0, tuple(cst_q, 1 - cst_q, cst_j, cst_s), tuple(1 - cst_q, cst_q, cst_j, cst_s)),
                    [cst_j
                        * exp(
                            if(
                                cst_a > 20,
                                log(cst_a / (2 * pi())) / 2
                                    + cst_a * (log1p((cst_y - cst_a) / cst_a) - (cst_y - cst_a) / cst_a)
                                    - (1 - (1 - 2 / (7 * cst_a * cst_a)) / (30 * cst_a * cst_a)) / (12 * cst_a),
                                cst_a * log(cst_y) - cst_y - lgamma(cst_a)))])[1],
                [arrayMap(
                    cst_v -> cst_v
                        * arraySum(
                            (cst_u, cst_w) -> cst_w
                                * exp(cst_s * cst_a * cst_v * cst_u - cst_y * (exp(cst_s * cst_v * cst_u) - 1)),
                            [0.003435700407452502, 0.0180140363610431, 0.04388278587433703, 0.08044151408889061,
                                0.1268340467699246, 0.1819731596367425, 0.2445664990245864, 0.3131469556422902,
                                0.3861070744291775, 0.4617367394332513, 0.5382632605667487, 0.6138929255708225,
                                0.6868530443577098, 0.7554335009754136, 0.8180268403632576, 0.8731659532300754,
                                0.9195584859111094, 0.956117214125663, 0.981985963638957, 0.9965642995925474],
                            [0.008807003569575447, 0.02030071490019322, 0.0313360241670544, 0.04163837078835236,
                                0.05096505990862035, 0.0590972659807593, 0.06584431922458844, 0.0710480546591912,
                                0.07458649323630212, 0.07637669356536314, 0.07637669356536314, 0.07458649323630212,
                                0.0710480546591912, 0.06584431922458844, 0.0590972659807593, 0.05096505990862035,
                                0.04163837078835236, 0.0313360241670544, 0.02030071490019322, 0.008807003569575447]),
                    [arrayFold(
                        (cst_l, cst_i) -> arrayMap(
                            cst_e -> cst_l
                                - (cst_s * cst_a * cst_l - cst_y * (cst_e - 1) + 18.5) / (cst_s * (cst_a - cst_y * cst_e)),
                            [exp(cst_s * cst_l)])[1],
                        [1, 2],
                        37 / (abs(cst_a - cst_y) + sqrt(pow(cst_a - cst_y, 2) + 37 * cst_y)))])[1]])[1],
            [if(cst_y > cst_a, 1, -1)])[1],
        [x / 2],
        [if(df > 0, df / 2, nan)])[1];

-- Lower tail P(X <= x), the regularised incomplete gamma function P(df / 2, x / 2); 0 for x <= 0. Source: Abramowitz and Stegun 26.4.19.
CREATE OR REPLACE FUNCTION tlChiSquaredCdf AS (x, df) ->
    arrayMap(
        (csc_x, csc_n) -> arrayMap(
            csc_r -> if(isFinite(csc_r), csc_r, NULL),
            [if(csc_x > 0, tlChiSquaredTails(csc_x, csc_n).2, if(csc_x <= 0 AND csc_n > 0, 0, nan))])[1],
        [ifNull(toFloat64(x), nan)],
        [ifNull(toFloat64(df), nan)])[1];

-- Upper tail P(X > x), the regularised incomplete gamma function Q(df / 2, x / 2); 1 for x <= 0. Source: Abramowitz and Stegun 26.4.19.
CREATE OR REPLACE FUNCTION tlChiSquaredUpper AS (x, df) ->
    arrayMap(
        (csu_x, csu_n) -> arrayMap(
            csu_r -> if(isFinite(csu_r), csu_r, NULL),
            [if(csu_x > 0, tlChiSquaredTails(csu_x, csu_n).1, if(csu_x <= 0 AND csu_n > 0, 1, nan))])[1],
        [ifNull(toFloat64(x), nan)],
        [ifNull(toFloat64(df), nan)])[1];

-- For use by other functions: the x with P(X <= x) = p and P(X > x) = q, for plain numbers with p + q = 1, of which the smaller
-- has all its digits. Halley's method for the logarithm of a tail over ln x from the cube of a normal deviate, or for a far
-- lower tail from the leading term of the series. Sources: Wilson and Hilferty 1931; Best and Roberts 1975, Algorithm AS 91.
CREATE OR REPLACE FUNCTION tlChiSquaredTailQuantile AS (p, q, df) ->
    arrayMap(
        (cstq_p, cstq_q, cstq_n) -> if(
            cstq_p > 0 AND cstq_q > 0 AND cstq_n > 0,
            arrayFold(
                (cstq_x, cstq_i) -> arrayMap(
                    cstq_c -> arrayMap(
                        cstq_g -> cstq_x
                            * exp(
                                cstq_c.4 * cstq_g * cstq_c.3
                                    / greatest(
                                        0.5,
                                        1 + cstq_g * (1 + cstq_c.4 * cstq_c.3 * (cstq_n - cstq_x) / 2) / 2)),
                        [log(if(cstq_c.4 > 0, cstq_c.1 / cstq_q, cstq_c.2 / cstq_p))])[1],
                    [tlChiSquaredTails(cstq_x, cstq_n)])[1],
                [1, 2],
                if(
                    cstq_n < -1.24 * log(cstq_p),
                    2 * exp((log(cstq_p) + lgamma(cstq_n / 2 + 1)) * 2 / cstq_n),
                    cstq_n
                        * pow(
                            1 - 2 / (9 * cstq_n)
                                + if(cstq_p < 0.5, -tlNormalTailQuantile(cstq_p), tlNormalTailQuantile(cstq_q))
                                    * sqrt(2 / (9 * cstq_n)),
                            3))),
            nan),
        [p],
        [q],
        [df])[1];

-- Quantile: the x with P(X <= x) = p, for 0 < p < 1. Source: see tlChiSquaredTailQuantile.
CREATE OR REPLACE FUNCTION tlChiSquaredQuantile AS (p, df) ->
    arrayMap(
        (csq_p, csq_n) -> arrayMap(
            csq_r -> if(isFinite(csq_r), csq_r, NULL),
            [tlChiSquaredTailQuantile(csq_p, 1 - csq_p, csq_n)])[1],
        [ifNull(toFloat64(p), nan)],
        [ifNull(toFloat64(df), nan)])[1];

-- Quantile of the upper tail: the x with P(X > x) = q, for 0 < q < 1. Source: see tlChiSquaredTailQuantile.
CREATE OR REPLACE FUNCTION tlChiSquaredUpperQuantile AS (q, df) ->
    arrayMap(
        (csuq_q, csuq_n) -> arrayMap(
            csuq_r -> if(isFinite(csuq_r), csuq_r, NULL),
            [tlChiSquaredTailQuantile(1 - csuq_q, csuq_q, csuq_n)])[1],
        [ifNull(toFloat64(q), nan)],
        [ifNull(toFloat64(df), nan)])[1];
