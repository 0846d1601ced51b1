-- One row is one file in which at least one card has a status.
SELECT DISTINCT file_id
FROM staged
WHERE regexp_matches(concat(status, status_code), '[A-Za-z0-9]')
