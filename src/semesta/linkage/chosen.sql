-- One row per pair that the assignment chose and to which nothing else comes near. Of
-- several cards of one person the likeliest comes first; the others meet, in the next
-- round, a person who holds a card.
WITH ranked AS (
  SELECT
    q.card_id,
    q.person_id,
    q.code,
    q.probability,
    row_number() OVER (
      PARTITION BY q.person_id
      ORDER BY q.weight DESC, q.noka
    ) AS place
  FROM competing AS q
  INNER JOIN assigned AS a
    ON a.card_id = q.card_id
    AND a.person_id = q.person_id
  WHERE NOT a.tied AND q.settles
)
SELECT
  card_id,
  person_id,
  code,
  probability
FROM ranked
WHERE place = 1
