-- Pairs whose NIK agree in 15 digits, in all but the serial, or in all but the region.
SELECT
  c.card_id,
  p.person_id
FROM pair_cards AS c
INNER JOIN pair_persons AS p
  ON (p.nik - p.nik % 10) / 10 = c.nik15
UNION
SELECT
  c.card_id,
  p.person_id
FROM pair_cards AS c
INNER JOIN pair_persons AS p
  ON substr(p.nik_text, 1, 12) = substr(c.nik_text, 1, 12)
WHERE length(c.nik_text) >= 15 AND p.nik IS NOT NULL
  AND coalesce(c.nik_fault, '') <> 'placeholder'
UNION
SELECT
  c.card_id,
  p.person_id
FROM pair_cards AS c
INNER JOIN pair_persons AS p
  ON substr(p.nik_text, 5, 12) = substr(c.nik_text, 5, 12)
WHERE length(c.nik_text) = 16 AND p.nik IS NOT NULL
  AND coalesce(c.nik_fault, '') <> 'placeholder'
