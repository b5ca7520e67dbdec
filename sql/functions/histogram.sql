-- Percentiles from a histogram: classes (lower, upper] with counts, in place of values kept one by one.

-- For use by views: the upper bounds of the classes that latencies are counted in, milliseconds; what is above 60,000 is taken as up to 120,000.
-- Source: definition, as the job counts.
CREATE OR REPLACE FUNCTION tlLatencyBounds AS () ->
    [
        100, 200, 300, 400, 500, 600, 700, 800, 900, 1000, 1250, 1500, 1750, 2000, 2500, 3000, 4000, 5000, 7500, 10000, 15000, 20000, 30000, 60000,
        120000
    ];

-- For use by views: the value below which a share (level, 0 to 1) of what was counted lies, even within its class. bounds are the upper bounds of the classes with
-- counts, ascending, and counts those of each; classes are all upper bounds there are. NULL where nothing was counted. Source: linear
-- interpolation of grouped data, Kenney and Keeping 1962, Mathematics of Statistics, section 3.
CREATE OR REPLACE FUNCTION tlHistogramQuantile AS (level, bounds, counts, classes) ->
    arrayMap(
        (hq_b, hq_n, hq_k, hq_s, hq_t) -> arrayMap(
            hq_i -> if(
                hq_t > 0,
                arrayMap(
                    (hq_u, hq_c) -> arrayMap(
                        hq_l -> hq_l + (hq_u - hq_l) * (hq_t - hq_s[hq_i] + hq_c) / hq_c,
                        [arrayMax(arrayConcat([0], arrayFilter(hq_o -> hq_o < hq_u, hq_k)))])[1],
                    [hq_b[hq_i]],
                    [hq_n[hq_i]])[1],
                NULL),
            [arrayFirstIndex(hq_a -> hq_a >= hq_t, hq_s)])[1],
        [bounds],
        [arrayMap(hq_v -> toFloat64(hq_v), counts)],
        [classes],
        [arrayCumSum(arrayMap(hq_w -> toFloat64(hq_w), counts))],
        [toFloat64(level) * arraySum(arrayMap(hq_x -> toFloat64(hq_x), counts))])[1];
