-- Whether an experiment was assigned as planned, over all markets (ALL) and in each: viewers in each arm against the planned
-- shares (chi-squared over the arms with a share), and viewers seen in two arms, which are left out of n.
--
-- Parameter: experiment: its id, or empty for all.
--
-- status, of a market as a whole: undeclared (no declaration on trust.experiments, hence no control and no shares),
-- sample_ratio_mismatch (p < 0.001 and a share off by 0.1 % or more: no lift counts), crossovers (more than 0.1 % of the viewers:
-- a warning), no_viewers, ok.
CREATE OR REPLACE VIEW trust.experiment_health AS
WITH
    triggers AS
    (
        SELECT
            found.experiment_id AS experiment_id,
            found.viewer_id AS viewer_id,
            found.variant AS variant,
            toString(found.market) AS market
        FROM trust.experiment_triggers AS found
        LEFT JOIN trust.experiments AS experiments ON experiments.experiment_id = found.experiment_id
        WHERE ({experiment:String} = '' OR found.experiment_id = {experiment:String})
            AND (experiments.ended_at IS NULL OR found.triggered_at < experiments.ended_at)
    ),
    crossed AS
    (
        SELECT experiment_id, viewer_id
        FROM trust.experiment_assignments
        WHERE {experiment:String} = '' OR experiment_id = {experiment:String}
        GROUP BY experiment_id, viewer_id
        HAVING uniqExact(variant) > 1
    ),
    arms AS
    (
        SELECT
            experiment_id,
            cell_market,
            variant,
            countIf((experiment_id, viewer_id) NOT IN (SELECT experiment_id, viewer_id FROM crossed)) AS n,
            count() - n AS crossovers
        FROM triggers
        ARRAY JOIN [market, 'ALL'] AS cell_market
        GROUP BY experiment_id, cell_market, variant
    ),
    found AS
    (
        SELECT experiment_id, cell_market, groupArray((variant, n, crossovers)) AS found_arms
        FROM arms
        GROUP BY experiment_id, cell_market
    ),
    known AS
    (
        SELECT experiment_id, variants, shares
        FROM trust.experiments
        WHERE {experiment:String} = '' OR experiment_id = {experiment:String}
    ),
    cells AS
    (
        SELECT
            if(found.experiment_id = '', known.experiment_id, found.experiment_id) AS experiment_id,
            if(found.cell_market = '', 'ALL', found.cell_market) AS market,
            found.found_arms AS found_arms,
            known.experiment_id != '' AS declared,
            known.shares AS shares,
            arrayDistinct(arrayConcat(known.variants, arrayMap(arm -> toString(arm.1), found.found_arms))) AS variants,
            arrayMap(variant -> arrayFirst(arm -> arm.1 = variant, found.found_arms).2, known.variants) AS counts,
            arraySum(arm -> arm.2, found.found_arms) AS viewers,
            arraySum(arm -> arm.3, found.found_arms) AS crossed_viewers
        FROM found
        FULL JOIN known ON known.experiment_id = found.experiment_id
    ),
    tested AS
    (
        SELECT
            *,
            tlSampleRatioP(counts, shares) AS srm_p,
            tlSampleRatioDeviation(counts, shares) AS deviation
        FROM cells
    )
SELECT
    experiment_id,
    market,
    variant,
    arrayFirst(arm -> arm.1 = variant, found_arms).2 AS n,
    if(declared, shares[position], NULL) AS planned_share,
    srm_p,
    arrayFirst(arm -> arm.1 = variant, found_arms).3 AS crossovers,
    multiIf(
        NOT declared, 'undeclared',
        viewers = 0, 'no_viewers',
        srm_p < 0.001 AND deviation >= 0.001, 'sample_ratio_mismatch',
        crossed_viewers > 0.001 * (viewers + crossed_viewers), 'crossovers',
        'ok') AS status
FROM tested
ARRAY JOIN variants AS variant, arrayEnumerate(variants) AS position
ORDER BY experiment_id, market != 'ALL', market, position;
