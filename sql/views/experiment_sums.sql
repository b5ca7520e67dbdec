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
        SELECT *
        FROM trust.experiment_unit_values(
            experiment = {experiment:String}, window_days = {window_days:Float64}, step = {step:UInt32})
        WHERE NOT crossed_over AND ({closed_only:UInt8} = 0 OR window_closed)
    ),
    -- Quantile by linear interpolation between the sorted values.
    caps AS
    (
        SELECT
            experiment_id,
            as_of,
            arraySort(groupArray(assumeNotNull(revenue))) AS sorted,
            {cap:Float64} * (length(sorted) - 1) AS place,
            sorted[toUInt64(floor(place)) + 1] AS below,
            sorted[least(toUInt64(floor(place)) + 2, length(sorted))] AS above,
            if({cap:Float64} > 0, below + (place - floor(place)) * (above - below), inf) AS limit
        FROM units
        WHERE revenue IS NOT NULL
            AND NOT throwIf({cap:Float64} < 0 OR {cap:Float64} > 1, 'cap must be a quantile between 0 and 1, or 0 for no cap')
        GROUP BY experiment_id, as_of
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
            arrayConcat(
                [('all', 'ALL'), ('market', toString(units.market))],
                if({step:UInt32} = 0, [('audience', if(units.returning, 'returning', 'new')), ('quality', toString(units.quality_band))], [])) AS segments,
            units.orders * units.inquired AS inquirer_orders,
            units.before_orders * units.before_inquired AS before_inquirer_orders,
            least(ifNull(units.revenue, 0), caps.limit) AS capped,
            least(units.before_revenue, caps.limit) AS before_capped,
            -- In the order of the names in metrics, below.
            CAST([units.orders > 0, capped, units.inquired, inquirer_orders, units.refunds, units.stall_ms, units.watch_ms / 60000], 'Array(Float64)') AS value,
            CAST([1, 1, 1, units.inquired, units.orders, units.visit_ms, 1], 'Array(Float64)') AS divisor,
            CAST([
                units.before_orders > 0, before_capped, units.before_inquired, before_inquirer_orders, units.before_refunds,
                units.before_stall_ms, units.before_watch_ms / 60000], 'Array(Float64)') AS before_value,
            CAST([1, 1, 1, units.before_inquired, units.before_orders, units.before_visit_ms, 1], 'Array(Float64)') AS before_divisor
        FROM units
        LEFT JOIN caps ON caps.experiment_id = units.experiment_id AND caps.as_of = units.as_of
    ),
    summed AS
    (
        SELECT
            experiment_id,
            as_of,
            segment_key.1 AS segment,
            segment_key.2 AS segment_value,
            variant,
            count() AS n,
            countIf(NOT window_closed) AS open_windows,
            min(triggered_at) AS first_triggered_at,
            max(triggered_at) AS last_triggered_at,
            sum(orders_without_rate) AS orders_without_rate,
            [
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
                sumForEach(arrayMap((v, w) -> v * w, divisor, before_value))
            ] AS sums
        FROM measured
        ARRAY JOIN segments AS segment_key
        GROUP BY experiment_id, as_of, segment, segment_value, variant
    ),
    [
        ('order_rate', 'proportion'), ('revenue_per_viewer', 'mean'), ('inquiry_rate', 'proportion'), ('orders_per_inquirer', 'ratio'),
        ('refund_rate', 'ratio'), ('stall_share', 'ratio'), ('watch_minutes', 'mean')
    ] AS metrics
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
    sums[1][place] AS m,
    sums[2][place] AS mm,
    sums[3][place] AS d,
    sums[4][place] AS dd,
    sums[5][place] AS md,
    sums[6][place] AS before_m,
    sums[7][place] AS before_mm,
    sums[8][place] AS before_d,
    sums[9][place] AS before_dd,
    sums[10][place] AS before_md,
    sums[11][place] AS m_before_m,
    sums[12][place] AS d_before_d,
    sums[13][place] AS m_before_d,
    sums[14][place] AS d_before_m
FROM summed
ARRAY JOIN arrayEnumerate(metrics) AS place;
