-- Asymptotic confidence sequences: intervals and p-values that hold at every look. n counts the units of both arms, nStar is the
-- number of units at which the interval is tightest (5000 unless there is a reason). Source of all: Waudby-Smith et al. 2021,
-- arXiv 2103.06476.

-- For use by other functions: rho^2 = (-2 ln alpha + ln(1 - 2 ln alpha)) / nStar of plain numbers. Source: ibidem, appendix on tuning.
CREATE OR REPLACE FUNCTION tlSequentialRhoSquared AS (alpha, nStar) ->
    arrayMap(srs_a -> -srs_a + log(1 - srs_a), [2 * log(alpha)])[1] / nStar;

-- Half-width se sqrt(n) sqrt(2 (n rho^2 + 1) / (n^2 rho^2) ln(sqrt(n rho^2 + 1) / alpha)). Source: ibidem, theorem 2.2.
CREATE OR REPLACE FUNCTION tlSequentialHalfWidth AS (se, n, alpha, nStar) ->
    arrayMap(
        (shw_s, shw_a, shw_u) -> arrayMap(
            shw_r -> if(isFinite(shw_r) AND shw_r > 0 AND shw_s > 0 AND shw_a > 0 AND shw_a < 1 AND shw_u > 0, shw_r, NULL),
            [shw_s * sqrt(2 * (shw_u + 1) / shw_u * log(sqrt(shw_u + 1) / shw_a))])[1],
        [ifNull(toFloat64(se), nan)],
        [ifNull(toFloat64(alpha), nan)],
        [ifNull(toFloat64(n), nan) * tlSequentialRhoSquared(ifNull(toFloat64(alpha), nan), ifNull(toFloat64(nStar), nan))])[1];

-- Lower end of the confidence sequence. Source: ibidem.
CREATE OR REPLACE FUNCTION tlSequentialLow AS (lift, se, n, alpha, nStar) ->
    arrayMap(
        sl_r -> if(isFinite(sl_r), sl_r, NULL),
        [ifNull(toFloat64(lift), nan) - ifNull(tlSequentialHalfWidth(se, n, alpha, nStar), nan)])[1];

-- Upper end of the confidence sequence. Source: ibidem.
CREATE OR REPLACE FUNCTION tlSequentialHigh AS (lift, se, n, alpha, nStar) ->
    arrayMap(
        sh_r -> if(isFinite(sh_r), sh_r, NULL),
        [ifNull(toFloat64(lift), nan) + ifNull(tlSequentialHalfWidth(se, n, alpha, nStar), nan)])[1];

-- Always-valid p = min(1, sqrt(n rho^2 + 1) exp(-rho^2 n (lift / se)^2 / (2 (n rho^2 + 1)))). Source: ibidem.
CREATE OR REPLACE FUNCTION tlSequentialP AS (lift, se, n, alpha, nStar) ->
    arrayMap(
        (sp_z, sp_s, sp_a, sp_u) -> arrayMap(
            sp_r -> if(isFinite(sp_r) AND sp_s > 0 AND sp_a > 0 AND sp_a < 1 AND sp_u > 0, if(sp_r > 1, 1, sp_r), NULL),
            [exp(log1p(sp_u) / 2 - sp_u * sp_z * sp_z / (2 * (sp_u + 1)))])[1],
        [ifNull(toFloat64(lift), nan) / ifNull(toFloat64(se), nan)],
        [ifNull(toFloat64(se), nan)],
        [ifNull(toFloat64(alpha), nan)],
        [ifNull(toFloat64(n), nan) * tlSequentialRhoSquared(ifNull(toFloat64(alpha), nan), ifNull(toFloat64(nStar), nan))])[1];
