-- What can be set for the whole database.
CREATE OR REPLACE VIEW trust.settings AS
SELECT name, value
FROM trust.settings_versions FINAL;
