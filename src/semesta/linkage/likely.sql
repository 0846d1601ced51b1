-- One row per pair that is accepted, or that stays open: too likely to ignore itself, the
-- best pair of a card that is likely somebody's, or the person whose NIK and name the
-- card bears.
WITH open_pairs AS (
  SELECT
    q.card_id,
    q.person_id,
    q.code,
    q.probability,
    q.anybodys,
    q.own,
    row_number() OVER (
      PARTITION BY q.card_id
      ORDER BY q.probability DESC, q.person_id
    ) AS place
  FROM competing AS q
)
SELECT
  o.card_id,
  o.person_id,
  o.code,
  'model' AS method,
  FALSE AS accept,
  o.probability,
  0 AS strength
FROM open_pairs AS o
CROSS JOIN thresholds AS t
WHERE o.own
  OR o.probability >= t.candidate
  OR (o.place = 1 AND o.anybodys >= t.candidate)
UNION ALL
SELECT
  card_id,
  person_id,
  code,
  'model' AS method,
  TRUE AS accept,
  probability,
  0 AS strength
FROM model_links
