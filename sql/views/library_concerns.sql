-- The three things that buyers worry about, and what the library has to say to each in each market with viewers so far: how many valid
-- credentials of how many kinds answer it (trust.concerns). covered is 1 where there is any.
--
-- Parameter: at (UTC).
CREATE OR REPLACE VIEW trust.library_concerns AS
WITH
    ['merchant_is_real', 'product_as_shown', 'after_sales_is_safe'] AS worries,
    (SELECT groupArray((kind, concern)) FROM (SELECT toString(kind) AS kind, toString(concern) AS concern FROM trust.concerns)) AS answers,
    valid AS
    (
        SELECT
            credential_id,
            toString(kind) AS kind,
            markets,
            arrayMap(answer -> answer.2, arrayFilter(answer -> answer.1 = toString(kind), answers)) AS answered
        FROM trust.catalogue_at(at = {at:DateTime64(3, 'UTC')})
        WHERE validity = 'valid'
        UNION ALL
        -- Answers nothing: it keeps the rows of an empty library.
        SELECT '', '', [], []
    )
SELECT
    watching.market AS market,
    concern,
    countIf(has(valid.answered, concern) AND hasAny(valid.markets, watching.names)) AS credentials,
    uniqExactIf(valid.kind, has(valid.answered, concern) AND hasAny(valid.markets, watching.names)) AS kinds,
    credentials > 0 AS covered
FROM
(
    SELECT seen.market AS market, arrayConcat(['*', seen.market], markets.unions) AS names
    FROM (SELECT DISTINCT toString(market) AS market FROM trust.visits WHERE started_at <= {at:DateTime64(3, 'UTC')}) AS seen
    LEFT JOIN trust.markets AS markets ON markets.market = seen.market
) AS watching
CROSS JOIN valid
ARRAY JOIN worries AS concern
GROUP BY market, concern
ORDER BY market, indexOf(worries, concern);
