-- Thirty-two evening streams of an hour, a day apart, whose every rate is planted. Viewers come on four evenings in a row and stay for the whole hour.
-- In each third of an hour a review is on screen from the minute 7 to the minute 10, so that the block of the minutes 5 to 10 tells with from without.
--
-- The review multiplies the rate of orders by the product of
--   how often the viewer has seen it before:  1.6, 1.3, 1.1, 1 at the first to the fourth visit (the first is that of a new viewer)
--   how it is shown:                          1.3 woven into the host's talk (odd thirds), 1 as a backdrop
--   whether its buyer was verified:           1.5 where so (odd streams), 1 where not
--   how the stream comes through:             1 where it is smooth, 0.7 where 8 % of it stall (every other pair of streams)
-- and leaves inquiries alone.

CREATE OR REPLACE VIEW trust.made_visits AS
SELECT
    number AS visit_no,
    intDiv(number, 4) AS viewer_no,
    number % 4 AS times_seen,
    concat('v', toString(viewer_no)) AS viewer_id,
    viewer_no % 32 + times_seen AS stream_no,
    concat('evening-', toString(stream_no)) AS stream_id,
    if(viewer_no % 3 = 0, 'US', 'DE') AS market,
    toDateTime('2026-03-02 18:00:00', 'UTC') + 86400 * stream_no AS begins,
    concat(viewer_id, '|', stream_id, '|live|', toString(1000 * toUnixTimestamp(begins))) AS visit_id,
    stream_no % 2 AS verified,
    stream_no % 4 < 2 AS smooth
FROM numbers(4 * 2400)
WHERE stream_no < 32;

INSERT INTO trust.visits_versions
    (visit_id, viewer_id, stream_id, mode, market, started_at, ended_at, exposed_ms, seen, questions, product_clicks, add_to_carts, shares, stall_ms, version)
SELECT
    visit_id, viewer_id, stream_id, 'live', market, begins, begins + 3600, 540000, [if(verified, 'review-verified', 'review-unverified')], 0, 0, 0,
    visit_no % 5 = 0, if(smooth, 0, 288000), 1
FROM trust.made_visits;

INSERT INTO trust.displays_versions
    (display_id, stream_id, credential_id, placement, product_id, experiment_id, variant, shown_at, hidden_at, end_reason, visits_reached, validity, version)
SELECT
    concat(stream_id, '-', toString(third)), stream_id, if(any(verified), 'review-verified', 'review-unverified'),
    if(third % 2 = 1, 'host_mention', 'backdrop'), '', '', '', any(begins) + 1200 * third + 420, any(begins) + 1200 * third + 600, 'hide', count(), 'valid', 1
FROM trust.made_visits
ARRAY JOIN [0, 1, 2] AS third
GROUP BY stream_id, third;

INSERT INTO trust.credentials_versions (credential_id, event_id, event_time, type, kind, title, status, section, verified, incentivised)
VALUES ('review-verified', 'e', '2026-01-01 00:00:00', 'social_proof', 'customer_review', 'A verified review', 'active', '', true, false),
       ('review-unverified', 'e', '2026-01-01 00:00:00', 'social_proof', 'customer_review', 'A review', 'active', '', false, true);

INSERT INTO trust.exposure_time_versions (minute, stream_id, mode, market, on_screen, recent, viewer_ms)
SELECT
    begins + 60 * minute_no AS minute,
    stream_id,
    'live',
    market,
    if(minute_no % 20 BETWEEN 7 AND 9, [review], []),
    if(minute_no % 20 BETWEEN 10 AND 14, [review], []),
    60000 * count()
FROM (SELECT *, if(verified, 'review-verified', 'review-unverified') AS review FROM trust.made_visits)
ARRAY JOIN range(60) AS minute_no
GROUP BY minute, stream_id, market, review, minute_no;

INSERT INTO trust.quality_minutes_versions (minute, stream_id, mode, market, measure, amount)
SELECT begins + 60 * minute_no AS minute, stream_id, 'live', market, measure.1, measure.2 * count()
FROM trust.made_visits
ARRAY JOIN range(60) AS minute_no
ARRAY JOIN [('stall_ms', if(smooth, 0, 4800)), ('latency_le_1000', if(smooth, 9, 1)), ('latency_le_5000', if(smooth, 1, 9))] AS measure
WHERE measure.2 > 0
GROUP BY minute, stream_id, market, measure;

-- Whether something happens in a minute of a visit is drawn: six of a hundred ask, and twelve of a hundred order where nothing is shown.
INSERT INTO trust.outcomes_versions
    (outcome_id, kind, occurred_at, viewer_id, market, stream_id, visit_id, mode, on_screen, recent, seen, attribution, status, paid, amount, paid_amount,
     refunded_amount, currency, topic, language, version)
SELECT
    concat(kind, '-', visit_id, '-', toString(minute_no)),
    kind,
    begins + 60 * minute_no + 30,
    viewer_id,
    market,
    stream_id,
    visit_id,
    'live',
    if(minute_no % 20 BETWEEN 7 AND 9, [review], []),
    if(minute_no % 20 BETWEEN 10 AND 14, [review], []),
    [],
    'in_visit',
    if(kind = 'order', 'paid', ''),
    kind = 'order',
    if(kind = 'order', 20, 0),
    if(kind = 'order', 20, 0),
    0,
    if(kind = 'order', 'EUR', ''),
    '',
    '',
    1
FROM
(
    SELECT
        *,
        minute_no,
        kind,
        if(verified, 'review-verified', 'review-unverified') AS review,
        minute_no % 20 BETWEEN 7 AND 14 AS exposed,
        if(
            kind = 'order',
            0.12 * if(exposed, [1.6, 1.3, 1.1, 1.][times_seen + 1] * if(intDiv(minute_no, 20) % 2 = 1, 1.3, 1.) * if(verified, 1.5, 1.) * if(smooth, 1., 0.7), 1.),
            0.06) AS chance
    FROM trust.made_visits
    ARRAY JOIN range(60) AS minute_no
    ARRAY JOIN ['inquiry', 'order'] AS kind
)
WHERE cityHash64(visit_id, minute_no, kind, 7) / 18446744073709551616. < chance;
