-- Showings of credentials, each once.
CREATE OR REPLACE VIEW trust.displays AS
SELECT
    display_id,
    stream_id,
    credential_id,
    placement,
    product_id,
    experiment_id,
    variant,
    shown_at,
    hidden_at,
    end_reason,
    visits_reached,
    validity
FROM trust.displays_versions FINAL;
