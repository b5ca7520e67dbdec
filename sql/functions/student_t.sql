-- Student's t distribution, for any df > 0, whole or not.

-- For use by other functions: (P(X > |t|), P(0 < X < |t|), |t| times the density at t) for plain numbers, NaN for df <= 0.
-- Up to 1,000 degrees of freedom the continued fraction of the incomplete beta function, 16 pairs, folded backwards, on the
-- side where it converges fast; above, Hill's normal deviate, whose error falls with the fourth power of df.
-- Sources: DLMF 8.17.22; Hill 1970, Algorithm 395, Communications of the ACM 13, 617.
CREATE OR REPLACE FUNCTION tlStudentTTails AS (t, df) ->
    arrayMap(
        (stt_s, stt_n) -> arrayMap(
            (stt_far, stt_g) -> if(
                stt_n > 1000,
                arrayMap(
                    stt_y -> arrayMap(
                        stt_z -> tuple(erfc(stt_z) / 2, erf(stt_z) / 2, stt_g),
                        [sqrt(stt_y / 2)
                            * (1
                                + (stt_y + 3
                                    - (((0.4 * stt_y + 3.3) * stt_y + 24) * stt_y + 85.5)
                                        / (0.8 * stt_y * stt_y + 100 + 48 * pow(stt_n - 0.5, 2)))
                                    / (48 * pow(stt_n - 0.5, 2)))])[1],
                    [(stt_n - 0.5) * log1p(stt_s / stt_n)])[1],
                arrayMap(
                    stt_h -> if(stt_far, tuple(stt_h, 0.5 - stt_h, stt_g), tuple(0.5 - stt_h, stt_h, stt_g)),
                    [arrayMap(
                        (stt_x, stt_a, stt_b) -> stt_g / (2 * stt_a)
                            / (1
                                - (stt_a + stt_b) * stt_x / (stt_a + 1)
                                    / arrayFold(
                                        (stt_c, stt_m) -> 1
                                            + stt_m * (stt_b - stt_m) * stt_x
                                                / ((stt_a + 2 * stt_m - 1) * (stt_a + 2 * stt_m))
                                                / (1
                                                    - (stt_a + stt_m) * (stt_a + stt_b + stt_m) * stt_x
                                                        / ((stt_a + 2 * stt_m) * (stt_a + 2 * stt_m + 1))
                                                        / stt_c),
                                        [16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1],
                                        toFloat64(1))),
                        [if(stt_far, stt_n, stt_s) / (stt_n + stt_s)],
                        [if(stt_far, stt_n / 2, 0.5)],
                        [if(stt_far, 0.5, stt_n / 2)])[1]])[1]),
            [stt_s * (stt_n + 3) > 3 * stt_n],
            [exp(
                    if(
                        stt_n > 1000,
                        log(stt_n / 2) / 2 - 1 / (4 * stt_n),
                        lgamma((stt_n + 1) / 2) - lgamma(stt_n / 2))
                    - stt_n / 2 * log1p(stt_s / stt_n))
                * sqrt(stt_s / (stt_n + stt_s) / pi())])[1],
        [if(abs(t) > 1e150, 1e300, t * t)],
        [if(df > 0, if(df > 1e12, 1e12, df), nan)])[1];

-- Lower tail P(X <= t) = I(df / (df + t^2); df / 2, 1 / 2) / 2 for t < 0. Source: Abramowitz and Stegun 26.7.1.
CREATE OR REPLACE FUNCTION tlStudentTCdf AS (t, df) ->
    arrayMap(
        (stc_t, stc_n) -> arrayMap(
            stc_q -> arrayMap(stc_r -> if(isFinite(stc_r), stc_r, NULL), [if(stc_t < 0, stc_q.1, 0.5 + stc_q.2)])[1],
            [tlStudentTTails(stc_t, stc_n)])[1],
        [ifNull(toFloat64(t), nan)],
        [ifNull(toFloat64(df), nan)])[1];

-- Upper tail P(X > t), exact where 1 - P(X <= t) has no digits left. Source: Abramowitz and Stegun 26.7.1.
CREATE OR REPLACE FUNCTION tlStudentTUpper AS (t, df) ->
    arrayMap(
        (stu_t, stu_n) -> arrayMap(
            stu_q -> arrayMap(stu_r -> if(isFinite(stu_r), stu_r, NULL), [if(stu_t < 0, 0.5 + stu_q.2, stu_q.1)])[1],
            [tlStudentTTails(stu_t, stu_n)])[1],
        [ifNull(toFloat64(t), nan)],
        [ifNull(toFloat64(df), nan)])[1];

-- Two-sided p-value P(|X| > |t|). Source: Abramowitz and Stegun 26.7.1.
CREATE OR REPLACE FUNCTION tlStudentTTwoSided AS (t, df) ->
    arrayMap(
        stts_r -> if(isFinite(stts_r), stts_r, NULL),
        [2 * tlStudentTTails(ifNull(toFloat64(t), nan), ifNull(toFloat64(df), nan)).1])[1];

-- Quantile: the t with P(X <= t) = p, for 0 < p < 1. Newton's method for the logarithm of the tail over ln t, which is nearly a
-- straight line, from Wallace's approximation; near the median on P(0 < X < t), which keeps its digits there.
-- Source of the start: Wallace 1959, Bounds on normal approximations to Student's and the chi-square distributions.
CREATE OR REPLACE FUNCTION tlStudentTQuantile AS (p, df) ->
    arrayMap(
        (stq_p, stq_n) -> arrayMap(
            stq_q -> arrayMap(
                stq_r -> if(isFinite(stq_r), if(stq_p < 0.5, -stq_r, stq_r), NULL),
                [if(
                    stq_q = 0.5 AND stq_n > 0,
                    0,
                    arrayFold(
                        (stq_t, stq_i) -> arrayMap(
                            stq_c -> stq_t
                                * if(
                                    stq_q > 0.25,
                                    exp(log((0.5 - stq_q) / stq_c.2) * stq_c.2 / stq_c.3),
                                    exp(log(stq_c.1 / stq_q) * stq_c.1 / stq_c.3)),
                            [tlStudentTTails(stq_t, stq_n)])[1],
                        [1, 2, 3],
                        arrayMap(
                            stq_w -> sqrt(2 * stq_n * exp(stq_w / 2) * sinh(stq_w / 2)),
                            [arrayMap(
                                stq_v -> if(stq_v > 200, 200, stq_v),
                                [pow(tlNormalTailQuantile(stq_q) * (8 * stq_n + 3) / (8 * stq_n + 1), 2) / stq_n])[1]])[1]))])[1],
            [if(stq_p < 0.5, stq_p, 1 - stq_p)])[1],
        [ifNull(toFloat64(p), nan)],
        [arrayMap(stq_d -> if(stq_d > 1e12, 1e12, stq_d), [ifNull(toFloat64(df), nan)])[1]])[1];
