-- One row per pair that is likely enough to be accepted in this round.
SELECT
  q.card_id,
  q.person_id,
  q.code,
  q.probability
FROM chosen AS q
CROSS JOIN thresholds AS t
WHERE q.probability >= t.accepted
