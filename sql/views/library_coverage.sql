-- How many credentials of each section of the library are valid at an instant and say something in a market, for every market with
-- viewers so far; none is a row too. expiring_30 are those of them that run out within 30 days; merchant_is_real, product_as_shown and
-- after_sales_is_safe those that answer this concern of buyers (trust.library_concerns adds them up over sections).
--
-- Parameter: at (UTC).
CREATE OR REPLACE VIEW trust.library_coverage AS
WITH
    (SELECT groupArray((kind, concern)) FROM (SELECT toString(kind) AS kind, toString(concern) AS concern FROM trust.concerns)) AS answers,
    ['company_papers', 'test_reports', 'user_feedback', 'media', 'supply_chain', 'team'] AS sections,
    watching AS
    (
        SELECT seen.market AS market, arrayConcat(['*', seen.market], markets.unions) AS names
        FROM (SELECT DISTINCT toString(market) AS market FROM trust.visits WHERE started_at <= {at:DateTime64(3, 'UTC')}) AS seen
        LEFT JOIN trust.markets AS markets ON markets.market = seen.market
    ),
    valid AS
    (
        SELECT
            credential_id,
            kind,
            section AS held_section,
            valid_until,
            markets,
            arrayMap(answer -> answer.2, arrayFilter(answer -> answer.1 = toString(kind), answers)) AS answered
        FROM trust.catalogue_at(at = {at:DateTime64(3, 'UTC')})
        WHERE validity = 'valid'
        UNION ALL
        -- Belongs to no section: it keeps the rows of an empty library.
        SELECT '', '', '', NULL, [], []
    )
SELECT
    watching.market AS market,
    section,
    countIf(valid.held_section = section AND hasAny(valid.markets, watching.names)) AS credentials,
    uniqExactIf(valid.kind, valid.held_section = section AND hasAny(valid.markets, watching.names)) AS kinds,
    countIf(
        valid.held_section = section
            AND hasAny(valid.markets, watching.names)
            AND valid.valid_until < toDateTime({at:DateTime64(3, 'UTC')}, 'UTC') + INTERVAL 30 DAY) AS expiring_30,
    countIf(valid.held_section = section AND hasAny(valid.markets, watching.names) AND has(valid.answered, 'merchant_is_real')) AS merchant_is_real,
    countIf(valid.held_section = section AND hasAny(valid.markets, watching.names) AND has(valid.answered, 'product_as_shown')) AS product_as_shown,
    countIf(valid.held_section = section AND hasAny(valid.markets, watching.names) AND has(valid.answered, 'after_sales_is_safe')) AS after_sales_is_safe
FROM watching
CROSS JOIN valid
ARRAY JOIN sections AS section
GROUP BY market, section
ORDER BY market, indexOf(sections, section);
