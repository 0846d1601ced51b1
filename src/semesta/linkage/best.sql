-- One row per card: its best accepted pair. Where two persons fit a card equally
-- well the card has no row here: both stay candidates.
WITH ranked AS (
  SELECT
    card_id,
    person_id,
    code,
    method,
    probability,
    strength,
    row_number() OVER (
      PARTITION BY card_id
      ORDER BY probability DESC, strength DESC, person_id
    ) AS place,
    count(*) OVER (
      PARTITION BY card_id, probability, strength
    ) AS equals
  FROM judged
  WHERE accept
)
SELECT
  card_id,
  person_id,
  code,
  method,
  probability
FROM ranked
WHERE place = 1 AND equals = 1
