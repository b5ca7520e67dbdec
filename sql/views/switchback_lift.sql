-- Switchback experiments: display slots of a room whose arm was drawn at random, for everyone who is there. The unit is the slot;
-- its first carry_over is left out as burn-in. Within a room, slot rates are averaged by viewer-time and compared as by Welch;
-- rooms with two slots of each arm or more are put together by the viewer-time that they bring to the comparison.
--
-- Parameter: experiment: its id, or empty for all. An experiment with assignments of viewers is none of these.
--
-- One row for each market (and ALL), outcome and arm other than the control; rates are per 1,000 viewer-minutes of live visits.
CREATE OR REPLACE VIEW trust.switchback_lift AS
WITH
    300000 AS burn_in_ms,
    slots AS
    (
        SELECT
            displays.experiment_id AS experiment_id,
            displays.display_id AS display_id,
            displays.stream_id AS stream_id,
            displays.variant AS variant,
            toUnixTimestamp64Milli(displays.shown_at) + burn_in_ms AS from_ms,
            toUnixTimestamp64Milli(displays.hidden_at) AS until_ms
        FROM trust.displays AS displays
        WHERE displays.experiment_id != ''
            AND ({experiment:String} = '' OR displays.experiment_id = {experiment:String})
            AND displays.experiment_id NOT IN (SELECT experiment_id FROM trust.experiment_assignments)
            AND until_ms > from_ms
    ),
    presence AS
    (
        SELECT
            slots.experiment_id AS experiment_id,
            slots.display_id AS display_id,
            slots.stream_id AS stream_id,
            slots.variant AS variant,
            slot_market,
            sum(least(toUnixTimestamp64Milli(visits.ended_at), slots.until_ms) - greatest(toUnixTimestamp64Milli(visits.started_at), slots.from_ms)) AS viewer_ms
        FROM slots
        INNER JOIN trust.visits AS visits ON visits.stream_id = slots.stream_id
        ARRAY JOIN [toString(visits.market), 'ALL'] AS slot_market
        WHERE visits.mode = 'live'
            AND toUnixTimestamp64Milli(visits.started_at) < slots.until_ms
            AND toUnixTimestamp64Milli(visits.ended_at) > slots.from_ms
        GROUP BY experiment_id, display_id, stream_id, variant, slot_market
    ),
    happened AS
    (
        SELECT
            slots.experiment_id AS experiment_id,
            slots.display_id AS display_id,
            slots.stream_id AS stream_id,
            slot_market,
            outcomes.kind AS outcome,
            count() AS events
        FROM slots
        INNER JOIN trust.outcomes AS outcomes ON outcomes.stream_id = slots.stream_id
        ARRAY JOIN [toString(outcomes.market), 'ALL'] AS slot_market
        WHERE outcomes.mode = 'live'
            AND outcomes.attribution = 'in_visit'
            AND toUnixTimestamp64Milli(outcomes.occurred_at) >= slots.from_ms
            AND toUnixTimestamp64Milli(outcomes.occurred_at) < slots.until_ms
        GROUP BY experiment_id, display_id, stream_id, slot_market, outcome
    ),
    slot_rates AS
    (
        SELECT
            grid.experiment_id AS experiment_id,
            grid.stream_id AS stream_id,
            grid.variant AS variant,
            grid.slot_market AS slot_market,
            grid.outcome AS outcome,
            grid.viewer_ms / 60000 AS minutes,
            1000 * happened.events / minutes AS rate
        FROM
        (
            SELECT experiment_id, display_id, stream_id, variant, slot_market, viewer_ms, outcome
            FROM presence
            ARRAY JOIN ['inquiry', 'order'] AS outcome
            WHERE viewer_ms > 0
        ) AS grid
        LEFT JOIN happened
            ON happened.experiment_id = grid.experiment_id
            AND happened.stream_id = grid.stream_id
            AND happened.display_id = grid.display_id
            AND happened.slot_market = grid.slot_market
            AND happened.outcome = grid.outcome
    ),
    -- Mean of a room and arm by viewer-time, and the variance of that mean over its slots.
    arms AS
    (
        SELECT
            experiment_id,
            stream_id,
            variant,
            slot_market,
            outcome,
            count() AS slot_count,
            sum(minutes) AS arm_minutes,
            sum(minutes * rate) / arm_minutes AS mean,
            arraySum(
                (w, r) -> pow(w * (r - mean), 2),
                groupArray(minutes),
                groupArray(rate)) / pow(arm_minutes, 2) * slot_count / nullIf(slot_count - 1, 0) AS variance
        FROM slot_rates
        GROUP BY experiment_id, stream_id, variant, slot_market, outcome
    ),
    rooms AS
    (
        SELECT
            treated.experiment_id AS experiment_id,
            treated.slot_market AS slot_market,
            treated.outcome AS outcome,
            treated.variant AS variant,
            treated.stream_id AS stream_id,
            control.slot_count AS control_slots,
            treated.slot_count AS variant_slots,
            control.mean AS control_mean,
            treated.mean AS variant_mean,
            control.variance AS control_variance,
            treated.variance AS variant_variance,
            1 / (1 / control.arm_minutes + 1 / treated.arm_minutes) AS weight
        FROM arms AS treated
        INNER JOIN trust.experiments AS experiments ON experiments.experiment_id = treated.experiment_id
        INNER JOIN arms AS control
            ON control.experiment_id = treated.experiment_id
            AND control.stream_id = treated.stream_id
            AND control.slot_market = treated.slot_market
            AND control.outcome = treated.outcome
        WHERE control.variant = experiments.control
            AND treated.variant != experiments.control
            AND control.slot_count > 1
            AND treated.slot_count > 1
    ),
    combined AS
    (
        SELECT
            experiment_id,
            slot_market,
            outcome,
            variant,
            count() AS room_count,
            sum(control_slots) AS control_slots_sum,
            sum(variant_slots) AS variant_slots_sum,
            sum(weight * control_mean) / sum(weight) AS control_rate,
            sum(weight * variant_mean) / sum(weight) AS variant_rate,
            sum(pow(weight, 2) * control_variance) / pow(sum(weight), 2) AS control_error,
            sum(pow(weight, 2) * variant_variance) / pow(sum(weight), 2) AS variant_error,
            sum(pow(pow(weight, 2) * control_variance, 2) / (control_slots - 1) + pow(pow(weight, 2) * variant_variance, 2) / (variant_slots - 1))
                / pow(sum(weight), 4) AS error_of_error,
            variant_rate - control_rate AS difference,
            sqrt(nullIf(control_error + variant_error, 0)) AS difference_se,
            pow(control_error + variant_error, 2) / nullIf(error_of_error, 0) AS freedom,
            sqrt(nullIf(variant_error / pow(control_rate, 2) + control_error * pow(variant_rate, 2) / pow(control_rate, 4), 0)) AS relative_se
        FROM rooms
        GROUP BY experiment_id, slot_market, outcome, variant
    )
SELECT
    experiment_id,
    slot_market AS market,
    outcome,
    variant,
    room_count AS rooms,
    control_slots_sum AS control_slots,
    variant_slots_sum AS variant_slots,
    control_rate,
    variant_rate,
    if(p_value IS NULL, NULL, difference) AS abs_lift,
    tlLow(difference, difference_se, freedom, 0.05) AS abs_low,
    tlHigh(difference, difference_se, freedom, 0.05) AS abs_high,
    if(relative_se IS NULL OR freedom IS NULL, NULL, tlRelativeLift(control_rate, variant_rate)) AS rel_lift,
    tlLow(rel_lift, relative_se, freedom, 0.05) AS rel_low,
    tlHigh(rel_lift, relative_se, freedom, 0.05) AS rel_high,
    tlPValue(difference, difference_se, freedom) AS p_value,
    'switchback' AS evidence,
    multiIf(
        p_value IS NULL OR least(control_slots, variant_slots) < 8, 'too_little_data',
        p_value >= 0.05, 'no_clear_change',
        difference > 0, 'up',
        'down') AS verdict
FROM combined
ORDER BY experiment_id, outcome, market = 'ALL', market, variant;
