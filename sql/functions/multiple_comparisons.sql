-- Adjustment of p-values for the number of comparisons. NULL (and NaN) stays NULL and is not counted.

-- Holm: sorted upwards, the running maximum of min(1, (m - i + 1) p_i). Source: Holm 1979.
CREATE OR REPLACE FUNCTION tlHolm AS (p) ->
    arrayMap(
        (h_p, h_v) -> arrayMap(
            h_a -> arrayMap(h_e -> if(has(h_v, h_e), h_a[indexOf(h_v, h_e)], NULL), h_p),
            [arrayMap(
                h_i -> least(1, arrayMax(arrayMap((h_e, h_j) -> (length(h_v) - h_j + 1) * h_e, arraySlice(h_v, 1, h_i),
                    arrayEnumerate(arraySlice(h_v, 1, h_i))))),
                arrayEnumerate(h_v))])[1],
        [tlNumbers(p)],
        [arraySort(arrayFilter(h_e -> h_e >= 0 AND h_e <= 1, tlNumbers(p)))])[1];

-- Benjamini-Hochberg: sorted upwards, the running minimum from above of min(1, m p_i / i). Source: Benjamini, Hochberg 1995.
CREATE OR REPLACE FUNCTION tlBenjaminiHochberg AS (p) ->
    arrayMap(
        (bh_p, bh_v) -> arrayMap(
            bh_a -> arrayMap(bh_e -> if(has(bh_v, bh_e), bh_a[indexOf(bh_v, bh_e)], NULL), bh_p),
            [arrayMap(
                bh_i -> least(1, arrayMin(arrayMap((bh_e, bh_j) -> length(bh_v) * bh_e / (bh_i + bh_j - 1), arraySlice(bh_v, bh_i),
                    arrayEnumerate(arraySlice(bh_v, bh_i))))),
                arrayEnumerate(bh_v))])[1],
        [tlNumbers(p)],
        [arraySort(arrayFilter(bh_e -> bh_e >= 0 AND bh_e <= 1, tlNumbers(p)))])[1];

-- Half-width of the interval that belongs to an adjusted p-value: the standard error |lift| / z(1 - p / 2) that would have given it,
-- times z(1 - alpha / 2). NULL for p = 1, which goes with any width, and for a lift of 0. Source: inversion of the two-sided z-test.
CREATE OR REPLACE FUNCTION tlAdjustedHalfWidth AS (lift, p, alpha) ->
    arrayMap(
        (ahw_d, ahw_z, ahw_t) -> arrayMap(
            ahw_r -> if(isFinite(ahw_r) AND ahw_r > 0, ahw_r, NULL),
            [ahw_d * ahw_t / ahw_z])[1],
        [abs(ifNull(toFloat64(lift), nan))],
        [ifNull(tlNormalQuantile(toFloat64(p) / 2), nan)],
        [ifNull(tlNormalQuantile(toFloat64(alpha) / 2), nan)])[1];

-- Lower end of the interval that belongs to an adjusted p-value. Source: see tlAdjustedHalfWidth.
CREATE OR REPLACE FUNCTION tlAdjustedLow AS (lift, p, alpha) ->
    arrayMap(
        al_r -> if(isFinite(al_r), al_r, NULL),
        [ifNull(toFloat64(lift), nan) - ifNull(tlAdjustedHalfWidth(lift, p, alpha), nan)])[1];

-- Upper end of the interval that belongs to an adjusted p-value. Source: see tlAdjustedHalfWidth.
CREATE OR REPLACE FUNCTION tlAdjustedHigh AS (lift, p, alpha) ->
    arrayMap(
        ah_r -> if(isFinite(ah_r), ah_r, NULL),
        [ifNull(toFloat64(lift), nan) + ifNull(tlAdjustedHalfWidth(lift, p, alpha), nan)])[1];
