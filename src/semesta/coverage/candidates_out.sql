-- One row per card without a link and person whom it may belong to, as published in
-- candidates.parquet. Where several linkers kept the pair, the one that thinks most of it.
WITH ranked AS (
  SELECT
    card_id,
    person_id,
    method,
    probability,
    code,
    row_number() OVER (
      PARTITION BY card_id, person_id
      ORDER BY probability DESC, code DESC, method
    ) AS place
  FROM candidates
)
SELECT
  card_id,
  person_id,
  method,
  probability,
  code AS evidence
FROM ranked
WHERE place = 1
ORDER BY card_id, probability DESC, person_id
