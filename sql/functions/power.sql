-- Power of the two-sided z-test of an experiment with equal unit variance in both arms. effect is a relative lift where relative is 1
-- and an absolute one where it is 0; mean and variance are the control's; nC and nT count the units of the arms. The sequential
-- functions look through a confidence sequence, whose half-width over z stands in place of the standard error.
-- Source of all: two-sided z-test; delta-method variance of Deng, Knoblich, Lu 2018; Waudby-Smith et al. 2021.

-- For use by other functions: variance of the estimated lift for plain numbers, variance (1/nT + (1 + s effect)^2 / nC) / mean^2, s the
-- sign of the mean, where relative is 1, and variance (1/nT + 1/nC) where it is 0. Source: delta method.
CREATE OR REPLACE FUNCTION tlPowerVariance AS (effect, mean, variance, nC, nT, relative) ->
    arrayMap(
        (pv_e, pv_m, pv_v, pv_nc, pv_nt, pv_b) -> if(
            pv_v > 0 AND pv_nc > 0 AND pv_nt > 0 AND pv_m != 0,
            multiIf(
                pv_b = 1,
                pv_v * (1 / pv_nt + pow(1 + sign(pv_m) * pv_e, 2) / pv_nc) / (pv_m * pv_m),
                pv_b = 0,
                pv_v * (1 / pv_nt + 1 / pv_nc),
                nan),
            nan),
        [effect],
        [mean],
        [variance],
        [nC],
        [nT],
        [relative])[1];

-- For use by other functions: P(Z > z - d) + P(Z < -z - d), z = z(1 - alpha / 2), for plain numbers. Source: two-sided z-test.
CREATE OR REPLACE FUNCTION tlPowerOfShift AS (d, alpha) ->
    arrayMap(
        (pos_d, pos_z) -> erfc((pos_z - pos_d) / sqrt(2)) / 2 + erfc((pos_z + pos_d) / sqrt(2)) / 2,
        [d],
        [tlNormalTailQuantile(alpha / 2)])[1];

-- For use by other functions: the shift z(1 - alpha / 2) + z(power) that a test needs, NaN unless above 0, for plain numbers. It leaves out
-- that the test could reject on the other side, as textbooks do: at a power of 0.8 that makes 1e-6 of it, below 0.2 it is coarse.
-- Source: two-sided z-test.
CREATE OR REPLACE FUNCTION tlShiftOfPower AS (power, alpha) ->
    arrayMap(
        (sop_p, sop_z) -> arrayMap(
            sop_d -> if(sop_d > 0, sop_d, nan),
            [sop_z + if(sop_p < 0.5, -tlNormalTailQuantile(sop_p), tlNormalTailQuantile(1 - sop_p))])[1],
        [power],
        [tlNormalTailQuantile(alpha / 2)])[1];

-- For use by other functions: half-width of the confidence sequence over that of the fixed interval, for plain numbers.
-- Source: Waudby-Smith et al. 2021.
CREATE OR REPLACE FUNCTION tlSequentialInflation AS (n, alpha, nStar) ->
    ifNull(tlSequentialHalfWidth(1, n, alpha, nStar), nan) / tlNormalTailQuantile(alpha / 2);

-- For use by other functions: minimum detectable effect at a power, the standard error times inflation, for plain numbers. The
-- relative one solves e^2 = d^2 (A + B (1 + s e)^2), A = w / nT, B = w / nC, w = inflation^2 variance / mean^2; NaN where 1 <= d^2 B, since
-- then no effect is large enough; d by tlShiftOfPower. Source: two-sided z-test with the delta-method variance.
CREATE OR REPLACE FUNCTION tlMdeInflated AS (power, mean, variance, nC, nT, alpha, inflation, relative) ->
    arrayMap(
        (mi_q, mi_m, mi_nc, mi_nt, mi_b) -> if(
            mi_q > 0 AND mi_nc > 0 AND mi_nt > 0,
            multiIf(
                mi_b = 1,
                arrayMap(
                    (mi_t, mi_c) -> if(
                        mi_c < 1,
                        (sign(mi_m) * mi_c + sqrt(mi_c * mi_c + (1 - mi_c) * (mi_t + mi_c))) / (1 - mi_c),
                        nan),
                    [mi_q / (mi_nt * mi_m * mi_m)],
                    [mi_q / (mi_nc * mi_m * mi_m)])[1],
                mi_b = 0,
                sqrt(mi_q * (1 / mi_nt + 1 / mi_nc)),
                nan),
            nan),
        [pow(tlShiftOfPower(power, alpha) * inflation, 2) * variance],
        [mean],
        [nC],
        [nT],
        [relative])[1];

-- Power of the fixed test: P(Z > z - effect / se) + P(Z < -z - effect / se). Source: two-sided z-test.
CREATE OR REPLACE FUNCTION tlPower AS (effect, mean, variance, nC, nT, alpha, relative) ->
    arrayMap(
        (p_e, p_s, p_a) -> arrayMap(p_r -> if(isFinite(p_r), p_r, NULL), [tlPowerOfShift(p_e / p_s, p_a)])[1],
        [ifNull(toFloat64(effect), nan)],
        [sqrt(
            tlPowerVariance(
                ifNull(toFloat64(effect), nan),
                ifNull(toFloat64(mean), nan),
                ifNull(toFloat64(variance), nan),
                ifNull(toFloat64(nC), nan),
                ifNull(toFloat64(nT), nan),
                ifNull(toFloat64(relative), nan)))],
        [ifNull(toFloat64(alpha), nan)])[1];

-- Power of the sequential test: that of the fixed one with se times tlSequentialInflation(nC + nT). Source: Waudby-Smith et al. 2021.
CREATE OR REPLACE FUNCTION tlSequentialPower AS (effect, mean, variance, nC, nT, alpha, nStar, relative) ->
    arrayMap(
        (sp_e, sp_s, sp_a) -> arrayMap(sp_r -> if(isFinite(sp_r), sp_r, NULL), [tlPowerOfShift(sp_e / sp_s, sp_a)])[1],
        [ifNull(toFloat64(effect), nan)],
        [sqrt(
                tlPowerVariance(
                    ifNull(toFloat64(effect), nan),
                    ifNull(toFloat64(mean), nan),
                    ifNull(toFloat64(variance), nan),
                    ifNull(toFloat64(nC), nan),
                    ifNull(toFloat64(nT), nan),
                    ifNull(toFloat64(relative), nan)))
            * tlSequentialInflation(
                ifNull(toFloat64(nC), nan) + ifNull(toFloat64(nT), nan),
                ifNull(toFloat64(alpha), nan),
                ifNull(toFloat64(nStar), nan))],
        [ifNull(toFloat64(alpha), nan)])[1];

-- Minimum detectable effect of the fixed test at the given power. Source: see tlMdeInflated.
CREATE OR REPLACE FUNCTION tlMde AS (power, mean, variance, nC, nT, alpha, relative) ->
    arrayMap(
        m_r -> if(isFinite(m_r), m_r, NULL),
        [tlMdeInflated(
            ifNull(toFloat64(power), nan),
            ifNull(toFloat64(mean), nan),
            ifNull(toFloat64(variance), nan),
            ifNull(toFloat64(nC), nan),
            ifNull(toFloat64(nT), nan),
            ifNull(toFloat64(alpha), nan),
            1,
            ifNull(toFloat64(relative), nan))])[1];

-- Minimum detectable effect of the sequential test at the given power. Source: see tlMdeInflated.
CREATE OR REPLACE FUNCTION tlSequentialMde AS (power, mean, variance, nC, nT, alpha, nStar, relative) ->
    arrayMap(
        sm_r -> if(isFinite(sm_r), sm_r, NULL),
        [tlMdeInflated(
            ifNull(toFloat64(power), nan),
            ifNull(toFloat64(mean), nan),
            ifNull(toFloat64(variance), nan),
            ifNull(toFloat64(nC), nan),
            ifNull(toFloat64(nT), nan),
            ifNull(toFloat64(alpha), nan),
            tlSequentialInflation(
                ifNull(toFloat64(nC), nan) + ifNull(toFloat64(nT), nan),
                ifNull(toFloat64(alpha), nan),
                ifNull(toFloat64(nStar), nan)),
            ifNull(toFloat64(relative), nan))])[1];

-- Units the control needs so that the fixed test finds the effect with the given power, ratio = nT / nC: d^2 V / effect^2, V the
-- variance of the lift at nC = 1, d by tlShiftOfPower. Not rounded up. Source: two-sided z-test.
CREATE OR REPLACE FUNCTION tlSampleSize AS (effect, power, mean, variance, ratio, alpha, relative) ->
    arrayMap(
        ss_r -> if(isFinite(ss_r), ss_r, NULL),
        [pow(tlShiftOfPower(ifNull(toFloat64(power), nan), ifNull(toFloat64(alpha), nan)) / ifNull(toFloat64(effect), nan), 2)
            * tlPowerVariance(
                ifNull(toFloat64(effect), nan),
                ifNull(toFloat64(mean), nan),
                ifNull(toFloat64(variance), nan),
                1,
                ifNull(toFloat64(ratio), nan),
                ifNull(toFloat64(relative), nan))])[1];

-- The same for the sequential test: n = nFixed tlSequentialInflation((1 + ratio) n)^2, solved by repetition. Source: Waudby-Smith et al. 2021.
CREATE OR REPLACE FUNCTION tlSequentialSampleSize AS (effect, power, mean, variance, ratio, alpha, nStar, relative) ->
    arrayMap(
        (sss_n, sss_q, sss_a, sss_t) -> arrayMap(
            sss_r -> if(isFinite(sss_r), sss_r, NULL),
            [arrayFold(
                (sss_m, sss_i) -> sss_n * pow(tlSequentialInflation((1 + sss_q) * sss_m, sss_a, sss_t), 2),
                range(60),
                10 * sss_n)])[1],
        [ifNull(tlSampleSize(effect, power, mean, variance, ratio, alpha, relative), nan)],
        [ifNull(toFloat64(ratio), nan)],
        [ifNull(toFloat64(alpha), nan)],
        [ifNull(toFloat64(nStar), nan)])[1];
