-- Pairs whose NIK agree in 15 digits, in all but the serial, or in all but the region;
-- the last only where names sound alike, since birth date and serial alone are shared by
-- ever more people as a register grows.
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
INNER JOIN name_keys AS k ON k.name = c.name
INNER JOIN name_keys AS l ON l.name_key = k.name_key
INNER JOIN pair_persons AS p
  ON p.name = l.name
  AND substr(p.nik_text, 5, 12) = substr(c.nik_text, 5, 12)
WHERE length(c.nik_text) = 16 AND p.nik IS NOT NULL
  AND coalesce(c.nik_fault, '') <> 'placeholder'
