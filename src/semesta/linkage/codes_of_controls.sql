-- One row per code and whether the pair is of a control and its owner.
SELECT
  q.code,
  q.person_id = c.owner_id AS own,
  count(*) AS pairs
FROM codes_of_pairs AS q
INNER JOIN control_cards AS c ON c.card_id = q.card_id
GROUP BY q.code, q.person_id = c.owner_id
