-- The credential catalogue, every entry of it: validity is asked as of an instant.
CREATE TABLE IF NOT EXISTS trust.credentials_versions
(
    credential_id String COMMENT 'The credential',
    event_id String COMMENT 'Id of the entry; of entries at the same time the greater one counts',
    event_time DateTime64(3, 'UTC') COMMENT 'From when on the entry holds',
    type LowCardinality(String) COMMENT 'authority, social_proof, live_demonstration or interaction',
    kind LowCardinality(String) COMMENT 'See trust.taxonomy; kinds outside it are allowed',
    title String COMMENT 'What people call it',
    status LowCardinality(String) COMMENT 'active or revoked',
    issuer String COMMENT 'Who issued it; empty where unknown',
    scheme LowCardinality(String) COMMENT 'How it came about: third_party, self_declared, registration, ...; empty where unknown',
    section LowCardinality(String) COMMENT 'Section of the library; empty where unknown',
    owner String COMMENT 'Who keeps it current; empty where nobody is named',
    evidence_url String COMMENT 'Where the evidence lies; empty where unknown',
    -- Epoch milliseconds and no DateTime64: "for ever" is often written as year 9999, and the calendar of a DateTime64 ends
    -- in 2299.
    valid_from_ms Nullable(Int64) COMMENT 'Valid from, epoch milliseconds; NULL where open',
    valid_until_ms Nullable(Int64) COMMENT 'Valid until, exclusive, epoch milliseconds; NULL where open',
    reviewed_at_ms Nullable(Int64) COMMENT 'Last review, epoch milliseconds; NULL where never reviewed',
    verified Nullable(Bool) COMMENT 'Of a review: from a verified buyer; NULL where not stated',
    incentivised Nullable(Bool) COMMENT 'Of a review: given for a reward; NULL where not stated',
    valid_markets Array(LowCardinality(String)) COMMENT 'Markets where it may be shown; empty where not stated',
    product_ids Array(String) COMMENT 'Products it is about; empty where not stated'
)
ENGINE = ReplacingMergeTree
ORDER BY (credential_id, event_time, event_id)
COMMENT 'Versions of trust.credentials: never read directly';
