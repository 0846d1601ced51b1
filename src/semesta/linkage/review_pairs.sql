-- One row per card whose owner a person decided: the last word, whatever it looks like.
SELECT
  c.card_id,
  d.person_id,
  CAST(0 AS INTEGER) AS code,
  'review' AS method,
  TRUE AS accept,
  CAST(1 AS DOUBLE) AS probability,
  CAST(0 AS INTEGER) AS strength
FROM decided AS d
INNER JOIN pair_cards AS c ON c.noka = d.noka
WHERE d.verdict = 'same' AND d.person_id IS NOT NULL
