-- One row per linked card of this part by NIK, and per card linked from the residue of
-- any part, with what decides which card of a person counts.
SELECT
  l.card_id,
  l.person_id,
  l.code,
  l.method,
  l.probability,
  c.noka,
  c.segment,
  c.state,
  c.start_date
FROM part_links AS l
INNER JOIN part_cards AS c ON c.card_id = l.card_id
UNION ALL
SELECT
  card_id,
  person_id,
  code,
  method,
  probability,
  noka,
  segment,
  state,
  start_date
FROM residue_cards
