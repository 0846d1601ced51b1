-- The social-economic register: one row a family, by its head; one in thirty not ranked.
SELECT
  kk AS nomor_kartu_keluarga,
  nik AS nomor_induk_kependudukan,
  CASE WHEN hash(key + 140) % 30 > 0 THEN decile END AS desil_nasional
FROM people
INNER JOIN standings ON standings.person = people.person
WHERE people.role = 'head' AND people.member = 0 AND standings.status = 'living'
