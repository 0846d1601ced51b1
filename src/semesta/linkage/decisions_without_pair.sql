-- One row per review decision about a card or a NIK that the registers do not hold.
SELECT
  d.noka,
  d.nik
FROM decisions AS d
LEFT JOIN cards AS c ON c.noka = d.noka
LEFT JOIN persons AS p ON p.nik = d.nik
WHERE c.noka IS NULL OR p.nik IS NULL
