-- One row per pair that a rule accepts or keeps as a candidate.
SELECT
  e.card_id,
  e.person_id,
  e.code,
  v.method,
  v.accept,
  v.probability,
  v.strength
FROM evidence AS e
INNER JOIN verdicts AS v ON v.code = e.code
