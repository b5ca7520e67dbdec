-- Sample ratio: whether the arms hold as many units as was planned. Arms of share 0 count neither as units nor as degrees of freedom.

-- p-value of Pearson's chi-squared, sum (count - expected)^2 / expected, of counts against planned shares (any scale), df = arms - 1.
-- Sources: Pearson 1900; Fabijan et al. 2019.
CREATE OR REPLACE FUNCTION tlSampleRatioP AS (counts, shares) ->
    arrayMap(
        (srp_c, srp_s) -> arrayMap(
            (srp_n, srp_w, srp_k) -> tlChiSquaredUpper(
                if(
                    srp_n > 0 AND length(srp_c) = length(srp_s) AND arrayAll(srp_b -> srp_b >= 0, srp_s)
                        AND arrayAll(srp_b -> srp_b >= 0, srp_c),
                    arraySum(
                        srp_i -> if(
                            srp_s[srp_i] > 0,
                            pow(srp_c[srp_i] - srp_n * srp_s[srp_i] / srp_w, 2) / (srp_n * srp_s[srp_i] / srp_w),
                            0),
                        arrayEnumerate(srp_c)),
                    nan),
                srp_k - 1),
            [arraySum(srp_i -> if(srp_s[srp_i] > 0, srp_c[srp_i], 0), arrayEnumerate(srp_c))],
            [arraySum(srp_s)],
            [arrayCount(srp_b -> srp_b > 0, srp_s)])[1],
        [tlNumbers(counts)],
        [tlNumbers(shares)])[1];

-- Largest |observed share - planned share| over the arms of a share above 0. Source: Fabijan et al. 2019.
CREATE OR REPLACE FUNCTION tlSampleRatioDeviation AS (counts, shares) ->
    arrayMap(
        (srd_c, srd_s) -> arrayMap(
            (srd_n, srd_w) -> arrayMap(
                srd_r -> if(
                    isFinite(srd_r) AND srd_n > 0 AND length(srd_c) = length(srd_s) AND arrayAll(srd_b -> srd_b >= 0, srd_s)
                        AND arrayAll(srd_b -> srd_b >= 0, srd_c),
                    srd_r,
                    NULL),
                [arrayMax(
                    arrayPushBack(
                        arrayMap(
                            srd_i -> if(srd_s[srd_i] > 0, abs(srd_c[srd_i] / srd_n - srd_s[srd_i] / srd_w), 0),
                            arrayEnumerate(srd_c)),
                        0))])[1],
            [arraySum(srd_i -> if(srd_s[srd_i] > 0, srd_c[srd_i], 0), arrayEnumerate(srd_c))],
            [arraySum(srd_s)])[1],
        [tlNumbers(counts)],
        [tlNumbers(shares)])[1];
