-- One row per person of both months whose NIK is the same.
SELECT
  b.person_id AS before_id,
  n.person_id AS now_id
FROM people_before AS b
INNER JOIN people_now AS n ON n.nik = b.nik
