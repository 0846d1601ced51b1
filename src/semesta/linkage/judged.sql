-- One row per pair of an open card that a rule accepts.
SELECT
  e.card_id,
  e.person_id,
  e.code,
  v.method,
  v.accept,
  v.probability,
  v.strength
FROM evidence AS e
INNER JOIN pair_cards AS c ON c.card_id = e.card_id
INNER JOIN verdicts AS v ON v.code = e.code
