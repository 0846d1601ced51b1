-- One row per pair of encodings that a rule accepts or keeps as a candidate. Between
-- persons of one verdict the more similar one wins, to a thousandth.
SELECT
  e.card_id,
  e.person_id,
  e.code,
  v.method,
  v.accept,
  v.probability,
  e.thousandths AS strength
FROM encoded_evidence AS e
INNER JOIN verdicts AS v ON v.code = e.code
