-- Process-behaviour chart of single values (such as a rate per week) by their moving range. NULL (a week without data) is left out.
-- Source of all: Shewhart 1931; Wheeler, Understanding Variation, 1993.

-- For use by other functions: (mean, 2.66 times the mean moving range) of the values that are there; NaN unless there are at least 8 of
-- them and they vary. Source: ibidem; 2.66 = 3 / 1.128.
CREATE OR REPLACE FUNCTION tlProcessSpread AS (values) ->
    arrayMap(
        ps_v -> if(
            length(ps_v) >= 8 AND arrayMin(ps_v) < arrayMax(ps_v),
            tuple(
                arraySum(ps_v) / length(ps_v),
                2.66 * arraySum(ps_d -> abs(ps_d), arrayPopFront(arrayDifference(ps_v))) / (length(ps_v) - 1)),
            tuple(nan, nan)),
        [arrayFilter(ps_e -> isFinite(ps_e), tlNumbers(values))])[1];

-- (centre, lower, upper) = mean and mean -+ 2.66 times the mean moving range, the lower limit of these rates not below 0.
-- Source: ibidem.
CREATE OR REPLACE FUNCTION tlProcessLimits AS (values) ->
    arrayMap(
        pl_s -> tuple(
            if(isFinite(pl_s.1), pl_s.1, NULL),
            if(isFinite(pl_s.2), if(pl_s.1 > pl_s.2, pl_s.1 - pl_s.2, 0), NULL),
            if(isFinite(pl_s.2), pl_s.1 + pl_s.2, NULL)),
        [tlProcessSpread(values)])[1];

-- Signals at every value: 'outside' a limit; 'eight_on_one_side' at the eighth and later values in a row on one side of the centre;
-- 'three_of_four' where three of four values in a row, the last of them included, are nearer the same limit than the centre, the
-- limit before its floor of 0. Without limits, and at a value that is missing, there are none. Source: ibidem.
CREATE OR REPLACE FUNCTION tlProcessSignals AS (values) ->
    arrayMap(
        (ps_v, ps_s) -> arrayMap(
            ps_w -> arrayMap(
                ps_e -> arrayMap(
                    ps_k -> if(
                        ps_k = 0,
                        [],
                        arrayFilter(
                            ps_n -> ps_n != '',
                            [
                                if(
                                    ps_w[ps_k] > 1 OR ps_w[ps_k] < -1 OR ps_v[ps_e] < 0,
                                    'outside',
                                    ''),
                                if(
                                    ps_k >= 8
                                        AND abs(arraySum(arrayMap(ps_x -> sign(ps_x), arraySlice(ps_w, greatest(1, ps_k - 7), 8)))) = 8,
                                    'eight_on_one_side',
                                    ''),
                                if(
                                    ps_k >= 3
                                        AND (
                                            (ps_w[ps_k] > 0.5
                                                AND arrayCount(ps_x -> ps_x > 0.5, arraySlice(ps_w, greatest(1, ps_k - 3), least(4, ps_k))) >= 3)
                                            OR (ps_w[ps_k] < -0.5
                                                AND arrayCount(ps_x -> ps_x < -0.5, arraySlice(ps_w, greatest(1, ps_k - 3), least(4, ps_k))) >= 3)),
                                    'three_of_four',
                                    '')])),
                    [if(
                        isFinite(ps_s.2) AND isFinite(ps_v[ps_e]),
                        toInt64(arrayCount(ps_x -> isFinite(ps_x), arraySlice(ps_v, 1, ps_e))),
                        0)])[1],
                arrayEnumerate(ps_v)),
            [arrayMap(ps_x -> (ps_x - ps_s.1) / ps_s.2, arrayFilter(ps_x -> isFinite(ps_x), ps_v))])[1],
        [tlNumbers(values)],
        [tlProcessSpread(values)])[1];
