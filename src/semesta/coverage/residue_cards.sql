-- One row per card that was linked after its NIK had not settled it.
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
FROM residue_links AS l
INNER JOIN residue AS c ON c.card_id = l.card_id
