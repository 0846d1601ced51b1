-- No row: registers without names are not weighed.
SELECT
  card_id,
  person_id,
  code,
  CAST(1 AS BIGINT) AS place
FROM accepted_links
WHERE FALSE
