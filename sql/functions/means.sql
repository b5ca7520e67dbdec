-- Moments from sufficient statistics, and the difference of two means. C is the control arm, T the treatment arm.

-- Mean of n values from their sum. Source: definition.
CREATE OR REPLACE FUNCTION tlMean AS (n, s) ->
    arrayMap(
        (m_n, m_s) -> arrayMap(m_r -> if(isFinite(m_r) AND m_n > 0, m_r, NULL), [m_s / m_n])[1],
        [ifNull(toFloat64(n), nan)],
        [ifNull(toFloat64(s), nan)])[1];

-- Unbiased variance (ss - s^2 / n) / (n - 1) from n, the sum and the sum of squares, n > 1. What is left of equal values by
-- rounding, below 1e-12 of ss, is 0. Sums that belong to no real sample may give a negative number. Source: definition.
CREATE OR REPLACE FUNCTION tlVariance AS (n, s, ss) ->
    arrayMap(
        (v_n, v_s, v_ss) -> arrayMap(
            v_d -> arrayMap(
                v_r -> if(isFinite(v_r) AND v_n > 1, v_r, NULL),
                [if(abs(v_d) <= 1e-12 * v_ss, 0, v_d) / (v_n - 1)])[1],
            [v_ss - v_s * v_s / v_n])[1],
        [ifNull(toFloat64(n), nan)],
        [ifNull(toFloat64(s), nan)],
        [ifNull(toFloat64(ss), nan)])[1];

-- Unbiased covariance (sxy - sx sy / n) / (n - 1) from n, both sums and the sum of products, n > 1. Source: definition.
CREATE OR REPLACE FUNCTION tlCovariance AS (n, sx, sy, sxy) ->
    arrayMap(
        (c_n, c_x, c_y, c_xy) -> arrayMap(
            c_r -> if(isFinite(c_r) AND c_n > 1, c_r, NULL),
            [(c_xy - c_x * c_y / c_n) / (c_n - 1)])[1],
        [ifNull(toFloat64(n), nan)],
        [ifNull(toFloat64(sx), nan)],
        [ifNull(toFloat64(sy), nan)],
        [ifNull(toFloat64(sxy), nan)])[1];

-- Variance m (1 - m) of a value that is 1 with probability m and otherwise 0. Source: Bernoulli distribution.
CREATE OR REPLACE FUNCTION tlProportionVariance AS (mean) ->
    arrayMap(
        pv_m -> arrayMap(pv_r -> if(isFinite(pv_r) AND pv_r >= 0, pv_r, NULL), [pv_m * (1 - pv_m)])[1],
        [ifNull(toFloat64(mean), nan)])[1];

-- Covariance sxy / n - sx sy / n^2 of two proportions; divides by n, as m (1 - m) does. Source: definition.
CREATE OR REPLACE FUNCTION tlProportionCovariance AS (n, sx, sy, sxy) ->
    arrayMap(
        (pc_n, pc_x, pc_y, pc_xy) -> arrayMap(
            pc_r -> if(isFinite(pc_r) AND pc_n > 0, pc_r, NULL),
            [pc_xy / pc_n - pc_x / pc_n * (pc_y / pc_n)])[1],
        [ifNull(toFloat64(n), nan)],
        [ifNull(toFloat64(sx), nan)],
        [ifNull(toFloat64(sy), nan)],
        [ifNull(toFloat64(sxy), nan)])[1];

-- Unit variance of a ratio of means M / N by the delta method: vM / N^2 + vN M^2 / N^4 - 2 cMN M / N^3, M and N the means per unit.
-- Source: Deng, Knoblich, Lu 2018.
CREATE OR REPLACE FUNCTION tlRatioVariance AS (mM, mN, vM, vN, cMN) ->
    arrayMap(
        (rv_n, rv_q, rv_vm, rv_vn, rv_c) -> arrayMap(
            rv_r -> if(isFinite(rv_r), rv_r, NULL),
            [(rv_vm + rv_vn * rv_q * rv_q - 2 * rv_c * rv_q) / (rv_n * rv_n)])[1],
        [ifNull(toFloat64(mN), nan)],
        [ifNull(toFloat64(mM), nan) / ifNull(toFloat64(mN), nan)],
        [ifNull(toFloat64(vM), nan)],
        [ifNull(toFloat64(vN), nan)],
        [ifNull(toFloat64(cMN), nan)])[1];

-- Absolute lift mT - mC. Source: definition.
CREATE OR REPLACE FUNCTION tlWelchAbsoluteLift AS (mC, mT) ->
    arrayMap(
        wal_r -> if(isFinite(wal_r), wal_r, NULL),
        [ifNull(toFloat64(mT), nan) - ifNull(toFloat64(mC), nan)])[1];

-- Standard error sqrt(vT / nT + vC / nC) of the absolute lift; NULL unless above 0. Source: Welch 1947.
CREATE OR REPLACE FUNCTION tlWelchAbsoluteSe AS (nC, vC, nT, vT) ->
    arrayMap(
        (was_nc, was_vc, was_nt, was_vt) -> arrayMap(
            was_r -> if(isFinite(was_r) AND was_r > 0 AND was_nc > 0 AND was_nt > 0, was_r, NULL),
            [sqrt(was_vt / was_nt + was_vc / was_nc)])[1],
        [ifNull(toFloat64(nC), nan)],
        [ifNull(toFloat64(vC), nan)],
        [ifNull(toFloat64(nT), nan)],
        [ifNull(toFloat64(vT), nan)])[1];

-- Degrees of freedom (vC/nC + vT/nT)^2 / ((vC/nC)^2/(nC-1) + (vT/nT)^2/(nT-1)), for the absolute and the relative lift alike.
-- Sources: Satterthwaite 1946; Welch 1947.
CREATE OR REPLACE FUNCTION tlWelchDf AS (nC, vC, nT, vT) ->
    arrayMap(
        (wd_nc, wd_c, wd_nt, wd_t) -> arrayMap(
            wd_r -> if(isFinite(wd_r) AND wd_r > 0 AND wd_nc > 1 AND wd_nt > 1, wd_r, NULL),
            [pow(wd_c + wd_t, 2) / (wd_c * wd_c / (wd_nc - 1) + wd_t * wd_t / (wd_nt - 1))])[1],
        [ifNull(toFloat64(nC), nan)],
        [ifNull(toFloat64(vC), nan) / ifNull(toFloat64(nC), nan)],
        [ifNull(toFloat64(nT), nan)],
        [ifNull(toFloat64(vT), nan) / ifNull(toFloat64(nT), nan)])[1];

-- Relative lift (mT - mC) / |mC|, above 0 whenever the treatment has the larger mean. Source: definition.
CREATE OR REPLACE FUNCTION tlRelativeLift AS (mC, mT) ->
    arrayMap(
        (rl_c, rl_t) -> arrayMap(rl_r -> if(isFinite(rl_r), rl_r, NULL), [(rl_t - rl_c) / abs(rl_c)])[1],
        [ifNull(toFloat64(mC), nan)],
        [ifNull(toFloat64(mT), nan)])[1];

-- Standard error of the relative lift by the delta method, sqrt(vT / (nT mC^2) + vC mT^2 / (nC mC^4)); NULL unless above 0.
-- Source: Deng, Knoblich, Lu 2018.
CREATE OR REPLACE FUNCTION tlRelativeSe AS (nC, mC, vC, nT, mT, vT) ->
    arrayMap(
        (rs_nc, rs_mc, rs_vc, rs_nt, rs_mt, rs_vt) -> arrayMap(
            rs_r -> if(isFinite(rs_r) AND rs_r > 0 AND rs_nc > 0 AND rs_nt > 0, rs_r, NULL),
            [sqrt(rs_vt / rs_nt + rs_vc / rs_nc * pow(rs_mt / rs_mc, 2)) / abs(rs_mc)])[1],
        [ifNull(toFloat64(nC), nan)],
        [ifNull(toFloat64(mC), nan)],
        [ifNull(toFloat64(vC), nan)],
        [ifNull(toFloat64(nT), nan)],
        [ifNull(toFloat64(mT), nan)],
        [ifNull(toFloat64(vT), nan)])[1];

-- Lower end lift - t(1 - alpha / 2, df) se of the two-sided interval of level 1 - alpha. Source: Welch 1947.
CREATE OR REPLACE FUNCTION tlLow AS (lift, se, df, alpha) ->
    arrayMap(
        (l_d, l_s, l_t) -> arrayMap(l_r -> if(isFinite(l_r) AND l_s > 0, l_r, NULL), [l_d + l_s * l_t])[1],
        [ifNull(toFloat64(lift), nan)],
        [ifNull(toFloat64(se), nan)],
        [ifNull(tlStudentTQuantile(toFloat64(alpha) / 2, df), nan)])[1];

-- Upper end lift + t(1 - alpha / 2, df) se of the two-sided interval of level 1 - alpha. Source: Welch 1947.
CREATE OR REPLACE FUNCTION tlHigh AS (lift, se, df, alpha) ->
    arrayMap(
        (h_d, h_s, h_t) -> arrayMap(h_r -> if(isFinite(h_r) AND h_s > 0, h_r, NULL), [h_d - h_s * h_t])[1],
        [ifNull(toFloat64(lift), nan)],
        [ifNull(toFloat64(se), nan)],
        [ifNull(tlStudentTQuantile(toFloat64(alpha) / 2, df), nan)])[1];

-- Two-sided p-value P(|X| > |lift / se|) under Student's t. Source: Welch 1947.
CREATE OR REPLACE FUNCTION tlPValue AS (lift, se, df) ->
    arrayMap(
        (pv_d, pv_s, pv_n) -> tlStudentTTwoSided(if(pv_s > 0, pv_d / pv_s, nan), pv_n),
        [ifNull(toFloat64(lift), nan)],
        [ifNull(toFloat64(se), nan)],
        [ifNull(toFloat64(df), nan)])[1];
