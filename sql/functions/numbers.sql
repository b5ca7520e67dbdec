-- Arrays of numbers.

-- For use by other functions: an array of any numbers as Array(Float64), NaN for what is missing. Source: definition.
CREATE OR REPLACE FUNCTION tlNumbers AS (values) ->
    arrayMap(n_e -> ifNull(n_e, nan), CAST(values AS Array(Nullable(Float64))));
