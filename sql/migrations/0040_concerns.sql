-- What buyers worry about, which kinds of credential answer it, and which questions ask for it. Filled at every start from
-- sql/reference/concerns.csv and sql/reference/topics.csv, as the taxonomy is.
CREATE TABLE IF NOT EXISTS trust.concerns
(
    kind LowCardinality(String) COMMENT 'Kind of the taxonomy',
    concern LowCardinality(String) COMMENT 'merchant_is_real, product_as_shown or after_sales_is_safe: what it answers'
)
ENGINE = MergeTree
ORDER BY (kind, concern)
COMMENT 'Concerns that kinds of credential answer, from sql/reference/concerns.csv';

CREATE TABLE IF NOT EXISTS trust.concerns_loading AS trust.concerns;

CREATE TABLE IF NOT EXISTS trust.topics
(
    topic LowCardinality(String) COMMENT 'Label of a question',
    concern LowCardinality(String) COMMENT 'Concern that the question tells of, as in trust.concerns'
)
ENGINE = MergeTree
ORDER BY topic
COMMENT 'Topics of questions that ask for trust, from sql/reference/topics.csv; others do not';

CREATE TABLE IF NOT EXISTS trust.topics_loading AS trust.topics;

-- trust.dose has taken its place.
DROP VIEW IF EXISTS trust.shown_at_once;
