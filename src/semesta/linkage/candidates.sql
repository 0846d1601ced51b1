-- One row per pair of a card that stays without a link and a person whom it may yet
-- belong to.
SELECT
  j.card_id,
  j.person_id,
  j.code,
  j.method,
  j.probability
FROM judged AS j
LEFT JOIN best AS b ON b.card_id = j.card_id
WHERE b.card_id IS NULL
ORDER BY j.card_id, j.person_id
