-- The cells of trust.credential_lift for a forest plot: one position for each focus value of a market, the greatest shrunk
-- ratio last. Cells without a ratio have no place in it; one without an interval (a single stream) is a lone point.
--
-- Parameters: from, to (UTC); mode: live, replay or all; focus: type, kind or credential; outcome: inquiry or order.
CREATE OR REPLACE VIEW trust.lift_forest AS
SELECT
    market,
    row_number() OVER (PARTITION BY market ORDER BY shrunk_ratio, focus_value) AS position,
    focus_value,
    rate_ratio,
    low,
    high,
    shrunk_ratio,
    streams,
    verdict,
    evidence
FROM trust.credential_lift(
    from = {from:DateTime64(3, 'UTC')}, to = {to:DateTime64(3, 'UTC')}, mode = {mode:String}, focus = {focus:String}, lag = 0)
WHERE outcome = {outcome:String} AND rate_ratio IS NOT NULL
ORDER BY market, position;
