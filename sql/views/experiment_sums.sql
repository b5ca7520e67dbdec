-- Sums over the viewers of an experiment, from which every estimate follows: for each instant, segment, metric and arm. Viewers
-- seen in two arms are left out.
--
-- Parameters: experiment, window_days, step: see trust.experiment_unit_values; cap: the quantile of revenue per viewer, over all
-- arms, at which revenue is capped, 0 for no cap; closed_only: 1 to leave out viewers whose window is still open.
--
-- A metric has the kind proportion, mean or ratio; m is its value, or the numerator of a ratio, d the denominator of a ratio; the
-- names with before_ are the same of the fortnight before the trigger, the covariates of CUPED. Segments are all, market,
-- audience (new, returning) and quality; at several instants only the first two.
CREATE OR REPLACE VIEW trust.experiment_sums AS
WITH
    units AS
    (
        SELECT
            *,
            -- By linear interpolation between the sorted values.
            if(
                {cap:Float64} > 0,
                ifNull(quantileExactInclusive({cap:Float64})(revenue) OVER (PARTITION BY experiment_id, as_of), inf),
                inf) AS revenue_limit
        FROM trust.experiment_unit_values(
            experiment = {experiment:String}, window_days = {window_days:Float64}, step = {step:UInt32})
        WHERE NOT crossed_over
            AND ({closed_only:UInt8} = 0 OR window_closed)
            AND NOT throwIf({cap:Float64} < 0 OR {cap:Float64} > 1, 'cap must be a quantile between 0 and 1, or 0 for no cap')
    ),
    measured AS
    (
        SELECT
            units.experiment_id AS experiment_id,
            units.as_of AS as_of,
            units.variant AS variant,
            units.orders_without_rate AS orders_without_rate,
            units.window_closed AS window_closed,
            units.triggered_at AS triggered_at,
            toString(units.market) AS market,
            if(units.returning, 'returning', 'new') AS audience,
            toString(units.quality_band) AS quality,
            units.orders * units.inquired AS inquirer_orders,
            units.before_orders * units.before_inquired AS before_inquirer_orders,
            least(ifNull(units.revenue, 0), units.revenue_limit) AS capped,
            least(units.before_revenue, units.revenue_limit) AS before_capped,
            -- In the order of the names in metrics, below.
            CAST([units.orders > 0, capped, units.inquired, inquirer_orders, units.refunds, units.stall_ms, units.watch_ms / 60000], 'Array(Float64)') AS value,
            CAST([1, 1, 1, units.inquired, units.orders, units.visit_ms, 1], 'Array(Float64)') AS divisor,
            CAST([
                units.before_orders > 0, before_capped, units.before_inquired, before_inquirer_orders, units.before_refunds,
                units.before_stall_ms, units.before_watch_ms / 60000], 'Array(Float64)') AS before_value,
            CAST([1, 1, 1, units.before_inquired, units.before_orders, units.before_visit_ms, 1], 'Array(Float64)') AS before_divisor
        FROM units
    ),
    -- Viewers of one market, audience and quality first: each is in every kind of segment.
    cells AS
    (
        SELECT
            experiment_id,
            as_of,
            variant,
            market,
            audience,
            quality,
            count() AS n,
            countIf(NOT window_closed) AS open_windows,
            min(triggered_at) AS first_triggered_at,
            max(triggered_at) AS last_triggered_at,
            sum(orders_without_rate) AS orders_without_rate,
            arrayConcat(
                sumForEach(value),
                sumForEach(arrayMap(v -> v * v, value)),
                sumForEach(divisor),
                sumForEach(arrayMap(v -> v * v, divisor)),
                sumForEach(arrayMap((v, w) -> v * w, value, divisor)),
                sumForEach(before_value),
                sumForEach(arrayMap(v -> v * v, before_value)),
                sumForEach(before_divisor),
                sumForEach(arrayMap(v -> v * v, before_divisor)),
                sumForEach(arrayMap((v, w) -> v * w, before_value, before_divisor)),
                sumForEach(arrayMap((v, w) -> v * w, value, before_value)),
                sumForEach(arrayMap((v, w) -> v * w, divisor, before_divisor)),
                sumForEach(arrayMap((v, w) -> v * w, value, before_divisor)),
                sumForEach(arrayMap((v, w) -> v * w, divisor, before_value))) AS sums
        FROM measured
        GROUP BY experiment_id, as_of, variant, market, audience, quality
    ),
    summed AS
    (
        SELECT
            experiment_id,
            as_of,
            segment_key.1 AS segment,
            segment_key.2 AS segment_value,
            variant,
            sum(cells.n) AS n,
            sum(cells.open_windows) AS open_windows,
            min(cells.first_triggered_at) AS first_triggered_at,
            max(cells.last_triggered_at) AS last_triggered_at,
            sum(cells.orders_without_rate) AS orders_without_rate,
            sumForEach(cells.sums) AS sums
        FROM cells
        ARRAY JOIN arrayConcat(
            [('all', 'ALL'), ('market', market)],
            if({step:UInt32} = 0, [('audience', audience), ('quality', quality)], [])) AS segment_key
        GROUP BY experiment_id, as_of, segment, segment_value, variant
    ),
    [
        ('order_rate', 'proportion'), ('revenue_per_viewer', 'mean'), ('inquiry_rate', 'proportion'), ('orders_per_inquirer', 'ratio'),
        ('refund_rate', 'ratio'), ('stall_share', 'ratio'), ('watch_minutes', 'mean')
    ] AS metrics,
    length(metrics) AS metric_count
SELECT
    experiment_id,
    as_of,
    segment,
    segment_value,
    metrics[place].1 AS metric,
    metrics[place].2 AS kind,
    variant,
    n,
    open_windows,
    first_triggered_at,
    last_triggered_at,
    orders_without_rate,
    sums[place] AS m,
    sums[metric_count + place] AS mm,
    sums[2 * metric_count + place] AS d,
    sums[3 * metric_count + place] AS dd,
    sums[4 * metric_count + place] AS md,
    sums[5 * metric_count + place] AS before_m,
    sums[6 * metric_count + place] AS before_mm,
    sums[7 * metric_count + place] AS before_d,
    sums[8 * metric_count + place] AS before_dd,
    sums[9 * metric_count + place] AS before_md,
    sums[10 * metric_count + place] AS m_before_m,
    sums[11 * metric_count + place] AS d_before_d,
    sums[12 * metric_count + place] AS m_before_d,
    sums[13 * metric_count + place] AS d_before_m
FROM summed
ARRAY JOIN arrayEnumerate(metrics) AS place;
