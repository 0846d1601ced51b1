-- One row per review decision and the person of this month's register whom it means;
-- `person_id` is NULL where the register holds nobody. Without a NIK the person is
-- known by family card, letters of the name and birth date, if these fit one person.
WITH born_then AS (
  SELECT
    p.person_id,
    p.kk,
    replace(replace(replace(p.name, ' ', ''), '.', ''), '''', '') AS letters,
    p.birth_date
  FROM persons AS p
  WHERE p.birth_date IN (SELECT birth_date FROM decisions WHERE nik IS NULL)
),
single AS (
  SELECT
    kk,
    letters,
    birth_date,
    max(person_id) AS person_id
  FROM born_then
  GROUP BY kk, letters, birth_date
  HAVING count(*) = 1
)
SELECT
  d.noka,
  d.verdict,
  p.person_id
FROM decisions AS d
LEFT JOIN persons AS p ON p.nik = d.nik
WHERE d.nik IS NOT NULL
UNION ALL
SELECT
  d.noka,
  d.verdict,
  s.person_id
FROM decisions AS d
LEFT JOIN single AS s
  ON s.birth_date = d.birth_date
  AND s.letters = replace(replace(replace(upper(d.name), ' ', ''), '.', ''), '''', '')
  AND coalesce(s.kk, '') = coalesce(d.kk, '')
WHERE d.nik IS NULL
