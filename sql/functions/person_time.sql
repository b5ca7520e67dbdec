-- Rate ratios over strata of viewer-time: a and b events, T1 and T0 time, exposed and not, T = T1 + T0.

-- Crude rate ratio (a / T1) / (b / T0) of one stratum or of sums. Source: Rothman, Modern Epidemiology, ch. 14.
CREATE OR REPLACE FUNCTION tlRateRatio AS (a, t1, b, t0) ->
    arrayMap(
        (rr_a, rr_t, rr_b, rr_u) -> arrayMap(
            rr_r -> if(isFinite(rr_r) AND rr_a > 0 AND rr_b > 0 AND rr_t > 0 AND rr_u > 0, rr_r, NULL),
            [rr_a / rr_t * (rr_u / rr_b)])[1],
        [ifNull(toFloat64(a), nan)],
        [ifNull(toFloat64(t1), nan)],
        [ifNull(toFloat64(b), nan)],
        [ifNull(toFloat64(t0), nan)])[1];

-- For use by views: what a stratum adds to the sums of a rate ratio, (a, b, T1, T0, 1, 1 where it has events, 0, a T0 / T, b T1 / T,
-- (a + b) T1 T0 / T^2, a^2 T0 / ((a + b) T1), a b / (a + b), b^2 T1 / ((a + b) T0)). A stratum with time on one side only says
-- nothing: all are 0 but the seventh, which counts it. Source: Greenland and Robins 1985; the last three are Pearson's chi-squared.
CREATE OR REPLACE FUNCTION tlStratumTerms AS (a, b, t1, t0) ->
    arrayMap(
        (st_a, st_b, st_t, st_u, st_n, st_k) -> if(
            st_t > 0 AND st_u > 0,
            [st_a, st_b, st_t, st_u, 1, st_n > 0, 0,
                st_a * st_u / st_k, st_b * st_t / st_k, st_n * st_t / st_k * st_u / st_k,
                if(st_n > 0, st_a * st_a * st_u / (st_n * st_t), 0),
                if(st_n > 0, st_a * st_b / st_n, 0),
                if(st_n > 0, st_b * st_b * st_t / (st_n * st_u), 0)],
            [0., 0, 0, 0, 0, 0, st_k > 0, 0, 0, 0, 0, 0, 0]),
        [ifNull(toFloat64(a), nan)],
        [ifNull(toFloat64(b), nan)],
        [ifNull(toFloat64(t1), nan)],
        [ifNull(toFloat64(t0), nan)],
        [ifNull(toFloat64(a) + b, nan)],
        [ifNull(toFloat64(t1) + t0, nan)])[1];

-- For use by views: what a stream, as a cluster, adds to the sums over streams, the sums over its strata of tlStratumTerms, then 1
-- where any of them counts, A^2, A B and B^2, with A = sum(a T0 / T) and B = sum(b T1 / T) over its strata.
-- Source: Greenland and Robins 1985.
CREATE OR REPLACE FUNCTION tlStreamTerms AS (terms) ->
    arrayMap(
        st_t -> arrayConcat(st_t, [st_t[5] > 0, st_t[8] * st_t[8], st_t[8] * st_t[9], st_t[9] * st_t[9]]),
        [terms])[1];

-- Mantel-Haenszel rate ratio a / b, where a = sum(a T0 / T) and b = sum(b T1 / T). NULL where either is 0, since no interval goes
-- with such a ratio. Source: Rothman, Modern Epidemiology, ch. 15.
CREATE OR REPLACE FUNCTION tlMantelHaenszelRatio AS (a, b) ->
    arrayMap(
        (mhr_a, mhr_b) -> arrayMap(mhr_r -> if(isFinite(mhr_r) AND mhr_a > 0 AND mhr_b > 0, mhr_r, NULL), [mhr_a / mhr_b])[1],
        [ifNull(toFloat64(a), nan)],
        [ifNull(toFloat64(b), nan)])[1];

-- Variance of its logarithm for independent events, v / (a b), where v = sum((a + b) T1 T0 / T^2). Source: Greenland and Robins 1985.
CREATE OR REPLACE FUNCTION tlMantelHaenszelNaiveVariance AS (v, a, b) ->
    arrayMap(
        (mhnv_v, mhnv_a, mhnv_b) -> arrayMap(
            mhnv_r -> if(isFinite(mhnv_r) AND mhnv_r > 0 AND mhnv_a > 0 AND mhnv_b > 0, mhnv_r, NULL),
            [mhnv_v / (mhnv_a * mhnv_b)])[1],
        [ifNull(toFloat64(v), nan)],
        [ifNull(toFloat64(a), nan)],
        [ifNull(toFloat64(b), nan)])[1];

-- Variance of its logarithm robust to clustering (CR1): g / (g - 1) (sumAA - 2 ratio sumAB + ratio^2 sumBB) / a^2 over g clusters, where
-- sumAA is the sum over clusters of A^2, A = sum(a T0 / T) within the cluster, and so on with B = sum(b T1 / T). NULL for one cluster,
-- and where the clusters differ by no more than rounding. Sources: Greenland and Robins 1985; Cameron and Miller 2015.
CREATE OR REPLACE FUNCTION tlMantelHaenszelClusterVariance AS (ratio, g, sumAA, sumAB, sumBB, a) ->
    arrayMap(
        (mhcv_r, mhcv_g, mhcv_aa, mhcv_ab, mhcv_bb, mhcv_a) -> arrayMap(
            mhcv_u -> arrayMap(
                mhcv_v -> if(
                    isFinite(mhcv_v) AND mhcv_g > 1 AND mhcv_a > 0 AND mhcv_u > 1e-12 * (mhcv_aa + mhcv_r * mhcv_r * mhcv_bb),
                    mhcv_v,
                    NULL),
                [mhcv_g / (mhcv_g - 1) * mhcv_u / (mhcv_a * mhcv_a)])[1],
            [mhcv_aa - 2 * mhcv_r * mhcv_ab + mhcv_r * mhcv_r * mhcv_bb])[1],
        [ifNull(toFloat64(ratio), nan)],
        [ifNull(toFloat64(g), nan)],
        [ifNull(toFloat64(sumAA), nan)],
        [ifNull(toFloat64(sumAB), nan)],
        [ifNull(toFloat64(sumBB), nan)],
        [ifNull(toFloat64(a), nan)])[1];

-- Effective number of clusters: 1 / sum(h^2), where h = (A + ratio B) / (2 a) is the share of all weight that a cluster carries; as many
-- as there are when all weigh the same, fewer otherwise. In the place of g, and less one as degrees of freedom, it keeps the interval
-- of a few unequal clusters from being too narrow. Sources: Kish 1965, Survey Sampling, ch. 8; Carter, Schnepel, Steigerwald 2017.
CREATE OR REPLACE FUNCTION tlEffectiveClusters AS (ratio, sumAA, sumAB, sumBB, a) ->
    arrayMap(
        (ec_r, ec_aa, ec_ab, ec_bb, ec_a) -> arrayMap(
            ec_g -> if(isFinite(ec_g) AND ec_a > 0, ec_g, NULL),
            [4 * ec_a * ec_a / (ec_aa + 2 * ec_r * ec_ab + ec_r * ec_r * ec_bb)])[1],
        [ifNull(toFloat64(ratio), nan)],
        [ifNull(toFloat64(sumAA), nan)],
        [ifNull(toFloat64(sumAB), nan)],
        [ifNull(toFloat64(sumBB), nan)],
        [ifNull(toFloat64(a), nan)])[1];

-- Lower end ratio exp(-t(1 - alpha / 2, df) sqrt(variance)), variance that of ln ratio; df NULL stands for the normal distribution.
-- Source: Rothman, Modern Epidemiology, ch. 15.
CREATE OR REPLACE FUNCTION tlRatioLow AS (ratio, variance, df, alpha) ->
    arrayMap(
        (rl_q, rl_v, rl_t) -> arrayMap(
            rl_r -> if(isFinite(rl_r) AND rl_q > 0 AND rl_v > 0, rl_r, NULL),
            [rl_q * exp(rl_t * sqrt(rl_v))])[1],
        [ifNull(toFloat64(ratio), nan)],
        [ifNull(toFloat64(variance), nan)],
        [ifNull(tlStudentTQuantile(toFloat64(alpha) / 2, ifNull(toFloat64(df), inf)), nan)])[1];

-- Upper end ratio exp(t(1 - alpha / 2, df) sqrt(variance)); df NULL stands for the normal distribution.
-- Source: Rothman, Modern Epidemiology, ch. 15.
CREATE OR REPLACE FUNCTION tlRatioHigh AS (ratio, variance, df, alpha) ->
    arrayMap(
        (rh_q, rh_v, rh_t) -> arrayMap(
            rh_r -> if(isFinite(rh_r) AND rh_q > 0 AND rh_v > 0, rh_r, NULL),
            [rh_q * exp(-rh_t * sqrt(rh_v))])[1],
        [ifNull(toFloat64(ratio), nan)],
        [ifNull(toFloat64(variance), nan)],
        [ifNull(tlStudentTQuantile(toFloat64(alpha) / 2, ifNull(toFloat64(df), inf)), nan)])[1];

-- Two-sided p-value of ln ratio / sqrt(variance); df NULL stands for the normal distribution. Source: Rothman, Modern Epidemiology, ch. 15.
CREATE OR REPLACE FUNCTION tlRatioP AS (ratio, variance, df) ->
    arrayMap(
        (rp_q, rp_v, rp_n) -> tlStudentTTwoSided(if(rp_q > 0 AND rp_v > 0, log(rp_q) / sqrt(rp_v), nan), rp_n),
        [ifNull(toFloat64(ratio), nan)],
        [ifNull(toFloat64(variance), nan)],
        [ifNull(toFloat64(df), inf)])[1];

-- Dispersion, Pearson's chi-squared over k - 1 of the k strata with events: (p1 / ratio - 2 p2 + ratio p3) / (k - 1), where
-- p1 = sum(a^2 T0 / ((a + b) T1)), p2 = sum(a b / (a + b)), p3 = sum(b^2 T1 / ((a + b) T0)); 1 for Poisson events.
-- Source: McCullagh and Nelder, Generalized Linear Models, section 4.5.
CREATE OR REPLACE FUNCTION tlDispersion AS (ratio, k, p1, p2, p3) ->
    arrayMap(
        (d_q, d_k, d_a, d_b, d_c) -> arrayMap(
            d_r -> if(isFinite(d_r) AND d_q > 0 AND d_k > 1, d_r, NULL),
            [(d_a / d_q - 2 * d_b + d_q * d_c) / (d_k - 1)])[1],
        [ifNull(toFloat64(ratio), nan)],
        [ifNull(toFloat64(k), nan)],
        [ifNull(toFloat64(p1), nan)],
        [ifNull(toFloat64(p2), nan)],
        [ifNull(toFloat64(p3), nan)])[1];
