-- Kinds of credential and what they are expected to do where. Filled at every start from sql/reference/taxonomy.csv: the
-- loader fills trust.taxonomy_loading and puts it in place of trust.taxonomy at one stroke.
CREATE TABLE IF NOT EXISTS trust.taxonomy
(
    type LowCardinality(String) COMMENT 'authority, social_proof, live_demonstration or interaction',
    kind LowCardinality(String) COMMENT 'The kind',
    example String COMMENT 'An example, in words',
    section LowCardinality(String) COMMENT 'Section of the library it belongs to',
    scope LowCardinality(String) COMMENT 'product or merchant: what it is about',
    scheme LowCardinality(String) COMMENT 'How it comes about: third_party, self_declared, registration, claim, ...',
    valid_markets Array(String) COMMENT 'Markets where it means something; * is everywhere, EU the union',
    expected_markets Array(String) COMMENT 'Markets where the playbook expects most of it; * is everywhere, EU the union',
    expected_pull LowCardinality(String) COMMENT 'How much the playbook expects: high, medium_high or medium'
)
ENGINE = MergeTree
ORDER BY (type, kind)
COMMENT 'Kinds of credential, from sql/reference/taxonomy.csv';

CREATE TABLE IF NOT EXISTS trust.taxonomy_loading AS trust.taxonomy;
