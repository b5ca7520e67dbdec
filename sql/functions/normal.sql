-- The standard normal distribution.

-- Lower tail P(X <= x) = erfc(-x / sqrt(2)) / 2. Source: Abramowitz and Stegun 7.1.2 and 26.2.29.
CREATE OR REPLACE FUNCTION tlNormalCdf AS (x) ->
    arrayMap(nc_r -> if(isFinite(nc_r), nc_r, NULL), [erfc(-ifNull(toFloat64(x), nan) / sqrt(2)) / 2])[1];

-- Upper tail P(X > x) = erfc(x / sqrt(2)) / 2, exact where 1 - P(X <= x) has no digits left.
-- Source: Abramowitz and Stegun 7.1.2 and 26.2.29.
CREATE OR REPLACE FUNCTION tlNormalUpper AS (x) ->
    arrayMap(nu_r -> if(isFinite(nu_r), nu_r, NULL), [erfc(ifNull(toFloat64(x), nan) / sqrt(2)) / 2])[1];

-- For use by other functions: the z >= 0 with P(X > z) = q, for a plain q in (0, 0.5], otherwise NaN. A rational start and two
-- Halley steps; above q = 0.25 on P(0 < X < z) = 0.5 - q, which keeps its digits where z is near 0.
-- Source: Abramowitz and Stegun 26.2.23 for the start.
CREATE OR REPLACE FUNCTION tlNormalTailQuantile AS (q) ->
    arrayMap(
        ntq_q -> if(
            ntq_q > 0 AND ntq_q <= 0.5,
            arrayFold(
                (ntq_z, ntq_i) -> arrayMap(
                    ntq_u -> ntq_z + ntq_u / (1 - ntq_z * ntq_u / 2),
                    [sqrt(2 * pi()) * exp(ntq_z * ntq_z / 2)
                        * if(
                            ntq_q > 0.25,
                            (0.5 - ntq_q) - erf(ntq_z / sqrt(2)) / 2,
                            erfc(ntq_z / sqrt(2)) / 2 - ntq_q)])[1],
                [1, 2],
                arrayMap(
                    ntq_t -> ntq_t - (2.515517 + ntq_t * (0.802853 + ntq_t * 0.010328))
                        / (1 + ntq_t * (1.432788 + ntq_t * (0.189269 + ntq_t * 0.001308))),
                    [sqrt(-2 * log(ntq_q))])[1]),
            nan),
        [q])[1];

-- Quantile: the x with P(X <= x) = p, for 0 < p < 1. Source: Abramowitz and Stegun 26.2.23, refined by Halley's method.
CREATE OR REPLACE FUNCTION tlNormalQuantile AS (p) ->
    arrayMap(
        nq_p -> arrayMap(
            nq_z -> if(isFinite(nq_z), if(nq_p < 0.5, -nq_z, nq_z), NULL),
            [if(nq_p = 0.5, 0, tlNormalTailQuantile(if(nq_p < 0.5, nq_p, 1 - nq_p)))])[1],
        [ifNull(toFloat64(p), nan)])[1];
