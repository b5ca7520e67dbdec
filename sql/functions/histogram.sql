-- Percentiles from a histogram of classes (lower, upper], counted, not kept one by one.

-- For use by views: the upper bounds of the classes that latencies are counted in, milliseconds; what is above 60,000 is taken as up to 120,000.
CREATE OR REPLACE FUNCTION tlLatencyBounds AS () ->
    [
        100, 200, 300, 400, 500, 600, 700, 800, 900, 1000, 1250, 1500, 1750, 2000, 2500, 3000, 4000, 5000, 7500, 10000, 15000, 20000, 30000, 60000,
        120000
    ];

-- The value below which a share (level, 0 to 1) of what was counted lies, even within its class. bounds are upper bounds of classes with counts, ascending;
-- classes are all upper bounds there are. NULL where nothing was counted. Source: linear interpolation of grouped data, as Prometheus does.
CREATE OR REPLACE FUNCTION tlHistogramQuantile AS (level, bounds, counts, classes) ->
    arrayMap(
        (hq_c, hq_t) -> arrayMap(
            hq_i -> if(
                hq_t > 0,
                arrayMap(
                    (hq_u, hq_n, hq_b) -> arrayMap(
                        hq_l -> hq_l + (hq_u - hq_l) * (hq_t - hq_b) / hq_n,
                        [arrayMax(arrayConcat([0], arrayFilter(hq_k -> hq_k < hq_u, classes)))])[1],
                    [bounds[hq_i]],
                    [counts[hq_i]],
                    [hq_c[hq_i] - counts[hq_i]])[1],
                NULL),
            [arrayFirstIndex(hq_s -> hq_s >= hq_t, hq_c)])[1],
        [arrayCumSum(arrayMap(hq_v -> toFloat64(hq_v), counts))],
        [level * arraySum(arrayMap(hq_w -> toFloat64(hq_w), counts))])[1];
