-- Sixty weeks and two days of six markets, in the shape that the job writes: four streams a week from each market's room, an hour each,
-- at fixed local times, watched from all six. Made by the engine, since only size, shape and a few planted turns matter:
-- the last full week (2026-W47) has fewer orders in DE, a wave of refunds in US in 2026-W46, and no stream at all from AU in 2026-W40.

-- How many viewers there are: 1 is about 400 a stream. Tests make fewer.
CREATE OR REPLACE VIEW trust.made_size AS SELECT 1. AS audience;

CREATE OR REPLACE VIEW trust.made_streams AS
WITH
    [('DE', 'Europe/Berlin'), ('US', 'America/New_York'), ('AU', 'Australia/Sydney'), ('JP', 'Asia/Tokyo'), ('SG', 'Asia/Singapore'),
     ('SE', 'Europe/Stockholm')] AS rooms,
    [(1, 19), (3, 20), (4, 12), (6, 18)] AS slots
SELECT
    planned.stream_no AS stream_no,
    concat('stream-', planned.room_market, '-', toString(toDate(planned.local_start))) AS stream_id,
    planned.room_market AS room_market,
    planned.monday AS monday,
    planned.local_start - changes.utc_offset + 60 * planned.late_by AS starts_at
FROM
(
    SELECT
        number AS stream_no,
        rooms[number % 6 + 1] AS room,
        slots[intDiv(number, 6) % 4 + 1] AS slot,
        room.1 AS room_market,
        room.2 AS time_zone,
        toDate('2025-09-29') + 7 * intDiv(number, 24) AS monday,
        toDateTime(monday + slot.1, 'UTC') + slot.2 * 3600 AS local_start,
        -- One of nine is late by more than a quarter of an hour.
        if(cityHash64(number, 'late') % 9 = 0, 25, cityHash64(number, 'start') % 8) AS late_by
    FROM numbers(61 * 24)
) AS planned
ASOF LEFT JOIN trust.clock_changes AS changes ON changes.time_zone = planned.time_zone AND changes.changes_at <= planned.local_start
WHERE starts_at < '2026-11-25 00:00:00' AND NOT (room_market = 'AU' AND monday = '2026-09-28');

-- Who watches: from the room's own market most.
CREATE OR REPLACE VIEW trust.made_audiences AS
WITH arrayJoin([('DE', 'EUR', 1.), ('US', 'USD', 1.08), ('AU', 'AUD', 1.64), ('JP', 'JPY', 163.), ('SG', 'SGD', 1.45), ('SE', 'SEK', 11.3)]) AS guest
SELECT
    made_streams.*,
    guest.1 AS market,
    guest.2 AS currency,
    guest.3 AS per_euro,
    toUInt32((SELECT audience FROM trust.made_size) * if(market = room_market, 240, 32) * (1 + 0.15 * sin(stream_no / 190.)) * (0.85 + cityHash64(stream_no, market) % 31 / 100)) AS viewers
FROM trust.made_streams AS made_streams
WHERE NOT (market = 'AU' AND monday = '2026-09-28');

INSERT INTO trust.settings_versions (name, value) VALUES ('reporting_currency', 'EUR');

INSERT INTO trust.fx_rates_versions (currency, day, rate)
SELECT currency, '2025-09-01', 1 / any(per_euro)
FROM trust.made_audiences
WHERE currency != 'EUR'
GROUP BY currency;

INSERT INTO trust.credentials_versions
    (credential_id, event_id, event_time, type, kind, title, status, section, owner, valid_from_ms, valid_until_ms, reviewed_at_ms)
SELECT
    concat('c', toString(number)), 'e', '2025-09-01 00:00:00', type, kind, concat(example, ' ', toString(number)),
    'active', section, ['Ada', 'Grace', ''][number % 3 + 1],
    toUnixTimestamp('2025-01-01 00:00:00', 'UTC') * 1000,
    if(number % 7 = 3, toUnixTimestamp('2026-12-05 00:00:00', 'UTC') * 1000, NULL),
    if(number % 5 = 0, NULL, (toUnixTimestamp('2026-11-20 00:00:00', 'UTC') - number * 200000) * 1000)
FROM
(
    SELECT rowNumberInAllBlocks() AS number, *
    FROM (SELECT * FROM trust.taxonomy ORDER BY type, kind)
)
LIMIT 24;

INSERT INTO trust.displays_versions
    (display_id, stream_id, credential_id, placement, shown_at, hidden_at, end_reason, visits_reached, validity, version)
SELECT
    concat('d', toString(part)), stream_id, concat('c', toString(cityHash64(stream_id, part) % 24)),
    ['backdrop', 'detail_page', 'bullet_scroll', 'interlude', 'host_mention'][part % 5 + 1],
    starts_at + part * 300 + 60, starts_at + part * 300 + 240, 'hide', 200,
    if(cityHash64(stream_id, part, 'bad') % 40 = 0, 'expired', 'valid'), 1
FROM trust.made_streams
ARRAY JOIN range(12) AS part;

INSERT INTO trust.exposure_time_versions (minute, stream_id, mode, market, on_screen, recent, viewer_ms)
SELECT
    toStartOfMinute(starts_at) + 60 * minute_no, stream_id, 'live', market,
    if(minute_no % 5 IN (1, 2, 3), [concat('c', toString(cityHash64(stream_id, intDiv(minute_no, 5)) % 24))], []),
    if(state = 0 OR minute_no < 5, [], [concat('c', toString(cityHash64(stream_id, intDiv(minute_no, 5) - 1) % 24))]),
    toUInt64(viewers * 60000 * [0.2, 0.3, 0.1][state + 1])
FROM trust.made_audiences
ARRAY JOIN range(60) AS minute_no
ARRAY JOIN range(3) AS state
WHERE NOT (state = 2 AND minute_no % 5 NOT IN (1, 2, 3));

-- A replay the day after, of a tenth of the time.
INSERT INTO trust.exposure_time_versions (minute, stream_id, mode, market, on_screen, recent, viewer_ms)
SELECT toStartOfMinute(starts_at) + 80000 + 60 * minute_no, stream_id, 'replay', market, [], [], viewers * 6000
FROM trust.made_audiences
ARRAY JOIN range(60) AS minute_no
WHERE starts_at < '2026-11-23 00:00:00';

INSERT INTO trust.quality_minutes_versions (minute, stream_id, mode, market, measure, amount)
SELECT
    toStartOfMinute(starts_at) + 60 * minute_no, stream_id, 'live', market, measure,
    multiIf(
        measure = 'stall_ms', toUInt64(viewers * 60000 * 0.6 * (0.004 + cityHash64(stream_id, market, minute_no) % 9 / 1000)),
        measure = 'latency_events', toUInt64(viewers),
        viewers * (2500 + cityHash64(stream_id, market) % 900))
FROM trust.made_audiences
ARRAY JOIN range(60) AS minute_no
ARRAY JOIN ['stall_ms', 'latency_events', 'latency_ms'] AS measure;

INSERT INTO trust.visits_versions
    (visit_id, viewer_id, stream_id, mode, market, started_at, ended_at, exposed_ms, seen, questions, product_clicks, add_to_carts, shares,
     stall_ms, version)
SELECT
    concat(viewer, '|', stream_id, '|live|', toString(toUnixTimestamp(began) * 1000)),
    concat(market, '-', toString(cityHash64(stream_id, market, viewer_no) % 20000)) AS viewer,
    stream_id, 'live', market,
    if(viewer_no = 0, starts_at, starts_at + cityHash64(stream_id, market, viewer_no, 'in') % 1400) AS began,
    began + 900 + cityHash64(stream_id, market, viewer_no, 'out') % 1200,
    600000, [concat('c', toString(cityHash64(stream_id, 1) % 24))], 0, 0, 0, 0, 4000, 1
FROM trust.made_audiences
ARRAY JOIN range(viewers) AS viewer_no;

INSERT INTO trust.outcomes_versions
    (outcome_id, kind, occurred_at, viewer_id, market, stream_id, visit_id, mode, on_screen, recent, attribution, currency, topic, version)
SELECT
    concat('q', toString(cityHash64(visit_id))), 'inquiry', started_at + 200 + cityHash64(visit_id, 'asks') % 600, viewer_id, market, stream_id,
    visit_id, 'live', if(toMinute(started_at) % 2 = 0, [concat('c', toString(cityHash64(stream_id, 1) % 24))], []), [], 'in_visit', '',
    ['shipping', 'returns', 'who_are_you', 'size', 'material', ''][cityHash64(visit_id, 'topic') % 6 + 1], 1
FROM trust.visits_versions
WHERE cityHash64(visit_id, 'inquiry') % 100 < 14;

INSERT INTO trust.replies_versions (question_id, stream_id, viewer_id, asked_at, replied_at, version)
SELECT outcome_id, stream_id, viewer_id, occurred_at, occurred_at + toIntervalMillisecond(1500 + cityHash64(outcome_id, 'answer') % 14000), 1
FROM trust.outcomes_versions
WHERE kind = 'inquiry' AND cityHash64(outcome_id, 'answered') % 100 < 82;

INSERT INTO trust.outcomes_versions
    (outcome_id, kind, occurred_at, viewer_id, market, stream_id, visit_id, mode, on_screen, recent, attribution, status, paid, amount,
     paid_amount, refunded_amount, currency, version)
WITH
    cityHash64(visit_id, 'order') % 1000 AS drawn,
    cityHash64(visit_id, 'where') % 10 AS place,
    toDate(started_at) AS day,
    (market = 'DE' AND day BETWEEN '2026-11-16' AND '2026-11-22') AS weak,
    (market = 'US' AND day BETWEEN '2026-11-09' AND '2026-11-15') AS refunds,
    cityHash64(visit_id, 'status') % 100 AS fate,
    toDecimal64((20 + cityHash64(visit_id, 'amount') % 60) * transform(market, ['US', 'AU', 'JP', 'SG', 'SE'], [1.08, 1.64, 163., 1.45, 11.3], 1.), 2) AS price
SELECT
    concat('o', toString(cityHash64(visit_id))), 'order',
    if(place < 6, started_at + 300 + cityHash64(visit_id, 'orders') % 500, ended_at + 600 + cityHash64(visit_id, 'later') % 300000) AS at_time,
    viewer_id, market, if(place < 9, stream_id, ''), if(place < 9, visit_id, ''),
    multiIf(place = 5, 'replay', place < 9, 'live', ''),
    if(toMinute(started_at) % 2 = 0 AND place < 6, [concat('c', toString(cityHash64(stream_id, 1) % 24))], []), [],
    multiIf(place < 6, 'in_visit', place < 9, 'post_visit', 'none'),
    multiIf(fate < 4, 'placed', fate < 9, 'cancelled', fate < if(refunds, 40, 14), 'refunded', 'paid') AS state,
    state != 'placed', price, if(state = 'placed', 0, price), if(state = 'refunded', price, 0),
    transform(market, ['US', 'AU', 'JP', 'SG', 'SE'], ['USD', 'AUD', 'JPY', 'SGD', 'SEK'], 'EUR'), 2
FROM trust.visits_versions
WHERE drawn < if(weak, 10, 70) AND at_time < '2026-11-25 00:00:00';

INSERT INTO trust.experiments_versions
    (experiment_id, event_id, event_time, name, control, variants, shares, primary_metric, planned_effect, started_at_ms, ended_at_ms)
SELECT
    ['badge-size', 'factory-loop', 'review-wall'][number + 1], 'e', '2026-10-01 00:00:00',
    ['A larger badge', 'The factory in a loop', 'Reviews as a wall'][number + 1], 'a', ['a', 'b'], [0.5, 0.5], 'order_rate', 0.1,
    toUnixTimestamp('2026-10-05 00:00:00', 'UTC') * 1000, if(number = 0, toUnixTimestamp('2026-11-16 00:00:00', 'UTC') * 1000, NULL)
FROM numbers(3);

INSERT INTO trust.experiment_triggers_versions (experiment_id, viewer_id, variant, market, stream_id, triggered_at, version)
SELECT experiment_id, viewer_id, if(cityHash64(viewer_id, experiment_id) % 2 = 0, 'a', 'b'), any(market), any(stream_id), min(started_at), 1
FROM trust.visits_versions
CROSS JOIN (SELECT experiment_id FROM trust.experiments_versions) AS experiments
WHERE started_at >= '2026-10-05 00:00:00'
GROUP BY experiment_id, viewer_id;

INSERT INTO trust.experiment_assignments_versions (experiment_id, viewer_id, variant, assigned_at, version)
SELECT experiment_id, viewer_id, variant, triggered_at, 1
FROM trust.experiment_triggers_versions;

INSERT INTO trust.event_counts_versions (topic, minute, disposition, reason, events)
SELECT
    'live.viewer-events', toDateTime('2025-09-29 00:00:00', 'UTC') + 3600 * number, end.1, end.2,
    toUInt64(end.3 * (1 + cityHash64(number) % 10 / 10))
FROM numbers(24 * 7 * 60 + 48)
ARRAY JOIN [('read', '', 10000.), ('used', '', 9970.), ('duplicate', '', 15.), ('rejected', 'late', 9.), ('rejected', 'invalid', 6.)] AS end;
