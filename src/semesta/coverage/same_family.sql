-- One row per person of both months whom no NIK ties together, but family card, name
-- (its letters) and birth date. Only where they fit one person on either side; among
-- this month's, a resident goes before the dead and the moved.
WITH left_before AS (
  SELECT
    b.person_id,
    b.kk,
    replace(replace(replace(b.name, ' ', ''), '.', ''), '''', '') AS letters,
    b.birth_date
  FROM people_before AS b
  INNER JOIN met_by_nik AS m ON m.previous_person_id = b.person_id
  WHERE m.person_id IS NULL
),
left_now AS (
  SELECT
    n.person_id,
    n.kk,
    replace(replace(replace(n.name, ' ', ''), '.', ''), '''', '') AS letters,
    n.birth_date,
    CASE WHEN n.departure IS NULL THEN n.person_id END AS resident_id
  FROM people_now AS n
  INNER JOIN met_by_nik AS m ON m.person_id = n.person_id
  WHERE m.previous_person_id IS NULL
),
one_before AS (
  SELECT
    kk,
    letters,
    birth_date,
    max(person_id) AS person_id
  FROM left_before
  WHERE letters <> ''
  GROUP BY kk, letters, birth_date
  HAVING count(*) = 1
),
one_now AS (
  SELECT
    kk,
    letters,
    birth_date,
    coalesce(max(resident_id), max(person_id)) AS person_id
  FROM left_now
  GROUP BY kk, letters, birth_date
  HAVING count(resident_id) = 1 OR count(*) = 1
)
SELECT
  b.person_id AS before_id,
  n.person_id AS now_id
FROM one_before AS b
INNER JOIN one_now AS n
  ON n.kk = b.kk AND n.letters = b.letters AND n.birth_date = b.birth_date
