-- One row per card and person of this part that carry the same NIK, with what both show.
SELECT
  c.*,
  p.*
FROM pair_cards AS c
INNER JOIN shown_persons AS p ON p.person_nik = c.nik
