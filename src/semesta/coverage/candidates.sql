-- One row per card that stayed without a link and person whom it may belong to.
SELECT
  c.card_id,
  c.person_id,
  c.code,
  c.method,
  c.probability
FROM all_candidates AS c
ANTI JOIN residue_cards AS r ON r.card_id = c.card_id
