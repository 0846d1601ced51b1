-- One row per card: its best accepted pair. Where two persons fit a card equally
-- well the card has no row here: both stay candidates.
WITH accepted AS (
  SELECT *
  FROM judged
  WHERE accept
),
contested AS (
  SELECT card_id
  FROM accepted
  GROUP BY card_id
  HAVING count(*) > 1
),
ranked AS (
  SELECT
    a.*,
    row_number() OVER (
      PARTITION BY a.card_id
      ORDER BY a.probability DESC, a.strength DESC, a.person_id
    ) AS place,
    count(*) OVER (
      PARTITION BY a.card_id, a.probability, a.strength
    ) AS equals
  FROM accepted AS a
  SEMI JOIN contested AS t ON t.card_id = a.card_id
)
SELECT
  a.card_id,
  a.person_id,
  a.code,
  a.method,
  a.probability
FROM accepted AS a
ANTI JOIN contested AS t ON t.card_id = a.card_id
UNION ALL
SELECT
  card_id,
  person_id,
  code,
  method,
  probability
FROM ranked
WHERE place = 1 AND equals = 1
