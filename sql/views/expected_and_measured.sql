-- What the playbook expects of a kind in a market beside what was measured there. Kinds that the taxonomy expects most of in the
-- market (expected) are listed though they were never shown; those that were shown are listed though nothing is expected. Markets
-- are those with viewers in the range. Whether markets differ in a kind at all comes first: markets_differ_p is Cochran's Q over their log
-- ratios, i_squared the share of their spread that is more than noise; preference is 'markets differ' only where p is below 0.05, and until then
-- what differs from market to market is taken for noise; with fewer than eight streams in any market that has a ratio it is 'too_little_data'. as_expected: 1 where the kind moved the outcome up in a market that was expected to, or
-- did not in one that was not; 0 where not; NULL without a verdict.
--
-- Parameters: from, to (UTC); mode: live, replay or all; outcome: inquiry or order.
CREATE OR REPLACE VIEW trust.expected_and_measured AS
WITH
    expectations AS
    (
        SELECT
            toString(watching.market) AS market,
            toString(taxonomy.type) AS type,
            toString(taxonomy.kind) AS kind,
            hasAny(taxonomy.expected_markets, arrayConcat(['*', watching.market], markets.unions)) AS expected,
            if(expected, toString(taxonomy.expected_pull), '') AS expected_pull
        FROM
        (
            SELECT DISTINCT toString(market) AS market
            FROM trust.visits
            WHERE started_at >= {from:DateTime64(3, 'UTC')} AND started_at < {to:DateTime64(3, 'UTC')}
        ) AS watching
        LEFT JOIN trust.markets AS markets ON markets.market = watching.market
        CROSS JOIN trust.taxonomy AS taxonomy
    ),
    measured AS
    (
        SELECT market, focus_value, rate_ratio, low, high, shrunk_ratio, streams, p_adjusted, verdict, markets_differ_p, i_squared,
            minIf(streams, rate_ratio IS NOT NULL) OVER (PARTITION BY focus_value) AS fewest_streams
        FROM trust.credential_lift(
            from = {from:DateTime64(3, 'UTC')}, to = {to:DateTime64(3, 'UTC')}, mode = {mode:String}, focus = 'kind', lag = 0)
        WHERE outcome = {outcome:String}
            AND market != 'ALL'
    )
SELECT
    if(expectations.market = '', measured.market, expectations.market) AS market,
    if(expectations.type = '', 'outside the taxonomy', expectations.type) AS type,
    if(expectations.kind = '', measured.focus_value, expectations.kind) AS kind,
    expectations.expected AS expected,
    expectations.expected_pull AS expected_pull,
    measured.rate_ratio AS rate_ratio,
    measured.low AS low,
    measured.high AS high,
    measured.shrunk_ratio AS shrunk_ratio,
    measured.streams AS streams,
    measured.p_adjusted AS p_adjusted,
    if(measured.verdict = '', 'not_shown', measured.verdict) AS verdict,
    measured.markets_differ_p AS markets_differ_p,
    measured.i_squared AS i_squared,
    multiIf(
        measured.focus_value = '' OR measured.markets_differ_p IS NULL OR measured.fewest_streams < 8, 'too_little_data',
        measured.markets_differ_p < 0.05, 'markets differ',
        'no difference shown') AS preference,
    if(measured.verdict IN ('up', 'down', 'no_clear_change'), expected = (measured.verdict = 'up'), NULL) AS as_expected,
    'observational' AS evidence
FROM expectations
FULL JOIN measured ON measured.market = expectations.market AND measured.focus_value = expectations.kind
WHERE expectations.expected OR measured.focus_value != ''
ORDER BY market, expected DESC, shrunk_ratio DESC NULLS LAST, kind;
