-- One row per card whose truth is known, by the codes that stand for the card and its
-- owner in a run without names. A number without a code is in no encoded row.
SELECT
  coalesce(c.code, t.noka) AS noka,
  coalesce(p.code, t.nik) AS nik,
  t.belongs,
  t.finding,
  t.damage
FROM numbered_truth AS t
LEFT JOIN codes_of_cards AS c ON lpad(c.noka, 13, '0') = lpad(t.noka, 13, '0')
LEFT JOIN codes_of_persons AS p ON p.nik = t.nik
