-- One row per card and person of this part that carry the same NIK.
SELECT
  c.card_id,
  p.person_id
FROM pair_cards AS c
INNER JOIN pair_persons AS p ON p.nik = c.nik
