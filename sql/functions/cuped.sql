-- CUPED: variance reduction by a covariate X that was measured before the trigger. Y is the metric, C the control arm, T the treatment
-- arm; v are unit variances, c the covariance of Y and X. A ratio metric enters with its ratios as means, tlRatioVariance and
-- tlRatioCovariance. Source of all: Deng, Xu, Kohavi, Walker 2013; for ratios Deng, Knoblich, Lu 2018.

-- theta = cov(Y, X) / var(X), both arms pooled as if they were one, from sums; 0 where X does not vary, since nothing can be adjusted.
-- For proportions sXX is sX. Source: Deng et al. 2013, equation 4.
CREATE OR REPLACE FUNCTION tlCupedTheta AS (nC, sYC, sXC, sXXC, sXYC, nT, sYT, sXT, sXXT, sXYT) ->
    arrayMap(
        (ct_n, ct_y, ct_x, ct_xx, ct_xy) -> arrayMap(
            ct_d -> arrayMap(
                ct_r -> if(isFinite(ct_r) AND ct_n > 1, ct_r, NULL),
                [if(abs(ct_d) <= 1e-12 * ct_xx, if(isFinite(ct_y + ct_xy), 0, nan), (ct_xy - ct_x * ct_y / ct_n) / ct_d)])[1],
            [ct_xx - ct_x * ct_x / ct_n])[1],
        [ifNull(toFloat64(nC), nan) + ifNull(toFloat64(nT), nan)],
        [ifNull(toFloat64(sYC), nan) + ifNull(toFloat64(sYT), nan)],
        [ifNull(toFloat64(sXC), nan) + ifNull(toFloat64(sXT), nan)],
        [ifNull(toFloat64(sXXC), nan) + ifNull(toFloat64(sXXT), nan)],
        [ifNull(toFloat64(sXYC), nan) + ifNull(toFloat64(sXYT), nan)])[1];

-- Covariance by the delta method of the ratio M / D with the ratio P / Q of the covariate: with u = M - (mM / mD) D and
-- w = P - (mP / mQ) Q it is cov(u, w) / (mD mQ); cMP is the covariance of M with P, and so on. Source: Deng, Knoblich, Lu 2018.
CREATE OR REPLACE FUNCTION tlRatioCovariance AS (mM, mD, mP, mQ, cMP, cMQ, cDP, cDQ) ->
    arrayMap(
        (rc_d, rc_q, rc_y, rc_x, rc_mp, rc_mq, rc_dp, rc_dq) -> arrayMap(
            rc_r -> if(isFinite(rc_r), rc_r, NULL),
            [(rc_mp - rc_x * rc_mq - rc_y * rc_dp + rc_y * rc_x * rc_dq) / (rc_d * rc_q)])[1],
        [ifNull(toFloat64(mD), nan)],
        [ifNull(toFloat64(mQ), nan)],
        [ifNull(toFloat64(mM), nan) / ifNull(toFloat64(mD), nan)],
        [ifNull(toFloat64(mP), nan) / ifNull(toFloat64(mQ), nan)],
        [ifNull(toFloat64(cMP), nan)],
        [ifNull(toFloat64(cMQ), nan)],
        [ifNull(toFloat64(cDP), nan)],
        [ifNull(toFloat64(cDQ), nan)])[1];

-- theta = (cC + cT) / (vXC + vXT) of a ratio metric, by arms; 0 where the covariate does not vary. Source: Deng, Knoblich, Lu 2018.
CREATE OR REPLACE FUNCTION tlCupedRatioTheta AS (vXC, cC, vXT, cT) ->
    arrayMap(
        (crt_v, crt_c) -> arrayMap(
            crt_r -> if(isFinite(crt_r), crt_r, NULL),
            [if(crt_v = 0 AND isFinite(crt_c), 0, crt_c / crt_v)])[1],
        [ifNull(toFloat64(vXC), nan) + ifNull(toFloat64(vXT), nan)],
        [ifNull(toFloat64(cC), nan) + ifNull(toFloat64(cT), nan)])[1];

-- Adjusted mean mY - theta mX. Source: Deng et al. 2013.
CREATE OR REPLACE FUNCTION tlCupedMean AS (mY, mX, theta) ->
    arrayMap(
        cm_r -> if(isFinite(cm_r), cm_r, NULL),
        [ifNull(toFloat64(mY), nan) - ifNull(toFloat64(theta), nan) * ifNull(toFloat64(mX), nan)])[1];

-- Adjusted unit variance vY + theta^2 vX - 2 theta c. Source: Deng et al. 2013.
CREATE OR REPLACE FUNCTION tlCupedVariance AS (vY, vX, c, theta) ->
    arrayMap(
        (cv_y, cv_x, cv_c, cv_h) -> arrayMap(
            cv_r -> if(isFinite(cv_r), cv_r, NULL),
            [cv_y + cv_h * (cv_h * cv_x - 2 * cv_c)])[1],
        [ifNull(toFloat64(vY), nan)],
        [ifNull(toFloat64(vX), nan)],
        [ifNull(toFloat64(c), nan)],
        [ifNull(toFloat64(theta), nan)])[1];

-- Adjusted absolute lift (mT - theta xT) - (mC - theta xC), x the means of the covariate. Source: Deng et al. 2013.
CREATE OR REPLACE FUNCTION tlCupedAbsoluteLift AS (mC, xC, mT, xT, theta) ->
    tlWelchAbsoluteLift(tlCupedMean(mC, xC, theta), tlCupedMean(mT, xT, theta));

-- Standard error of the adjusted absolute lift: sqrt(aT / nT + aC / nC), a the adjusted variances. Source: Deng et al. 2013.
CREATE OR REPLACE FUNCTION tlCupedAbsoluteSe AS (nC, vC, vXC, cC, nT, vT, vXT, cT, theta) ->
    tlWelchAbsoluteSe(nC, tlCupedVariance(vC, vXC, cC, theta), nT, tlCupedVariance(vT, vXT, cT, theta));

-- Degrees of freedom of the adjusted lift, absolute or relative: Welch's, over the adjusted variances. Source: Welch 1947.
CREATE OR REPLACE FUNCTION tlCupedDf AS (nC, vC, vXC, cC, nT, vT, vXT, cT, theta) ->
    tlWelchDf(nC, tlCupedVariance(vC, vXC, cC, theta), nT, tlCupedVariance(vT, vXT, cT, theta));

-- Adjusted relative lift: the adjusted absolute lift over |mC|, the control mean as measured. Source: Deng et al. 2013.
CREATE OR REPLACE FUNCTION tlCupedRelativeLift AS (mC, xC, mT, xT, theta) ->
    arrayMap(
        (crl_c, crl_d) -> arrayMap(crl_r -> if(isFinite(crl_r), crl_r, NULL), [crl_d / abs(crl_c)])[1],
        [ifNull(toFloat64(mC), nan)],
        [ifNull(tlCupedAbsoluteLift(mC, xC, mT, xT, theta), nan)])[1];

-- Standard error of the adjusted relative lift of a mean or proportion by the delta method, with r = mT / mC:
-- sqrt((vT + theta^2 vXT - 2 theta cT) / nT + (vC r^2 - 2 theta cC r + theta^2 vXC) / nC) / |mC|.
-- Sources: Deng et al. 2013; Deng, Knoblich, Lu 2018.
CREATE OR REPLACE FUNCTION tlCupedRelativeSe AS (nC, mC, vC, vXC, cC, nT, mT, vT, vXT, cT, theta) ->
    arrayMap(
        (crs_nc, crs_mc, crs_vc, crs_xc, crs_cc, crs_nt, crs_q, crs_at, crs_h) -> arrayMap(
            crs_r -> if(isFinite(crs_r) AND crs_r > 0 AND crs_nc > 0 AND crs_nt > 0, crs_r, NULL),
            [sqrt(
                    crs_at / crs_nt
                        + (crs_vc * crs_q * crs_q - 2 * crs_h * crs_cc * crs_q + crs_h * crs_h * crs_xc) / crs_nc)
                / abs(crs_mc)])[1],
        [ifNull(toFloat64(nC), nan)],
        [ifNull(toFloat64(mC), nan)],
        [ifNull(toFloat64(vC), nan)],
        [ifNull(toFloat64(vXC), nan)],
        [ifNull(toFloat64(cC), nan)],
        [ifNull(toFloat64(nT), nan)],
        [ifNull(toFloat64(mT), nan) / ifNull(toFloat64(mC), nan)],
        [ifNull(tlCupedVariance(vT, vXT, cT, theta), nan)],
        [ifNull(toFloat64(theta), nan)])[1];

-- The same of a ratio metric: the adjusted treatment ratio mT - theta (xT - xC) stands in place of mT, m and x being the ratios.
-- Source: Deng, Knoblich, Lu 2018.
CREATE OR REPLACE FUNCTION tlCupedRatioRelativeSe AS (nC, mC, xC, vC, vXC, cC, nT, mT, xT, vT, vXT, cT, theta) ->
    tlCupedRelativeSe(nC, mC, vC, vXC, cC, nT, tlCupedMean(mT, toFloat64(xT) - toFloat64(xC), theta), vT, vXT, cT, theta);
