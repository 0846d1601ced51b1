-- One row per card of the residue and each of the two persons for whom most speaks.
WITH ranked AS (
  SELECT
    q.card_id,
    q.person_id,
    q.code,
    row_number() OVER (
      PARTITION BY q.card_id
      ORDER BY w.weight DESC, q.person_id
    ) AS place
  FROM codes_of_pairs AS q
  INNER JOIN weights AS w ON w.code = q.code
)
SELECT
  card_id,
  person_id,
  code,
  place
FROM ranked
WHERE place <= 2
ORDER BY card_id, place
