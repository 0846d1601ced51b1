-- One row per person of either month, with what is known of both: who was there before
-- has `previous_person_id`, who is in the register now has `person_id`.
WITH same AS (
  SELECT before_id, now_id FROM same_nik
  UNION ALL
  SELECT before_id, now_id FROM same_family
)
SELECT
  n.person_id,
  b.person_id AS previous_person_id,
  coalesce(n.nik, b.nik) AS nik,
  coalesce(n.kk, b.kk) AS kk,
  coalesce(n.name, b.name) AS name,
  coalesce(n.birth_date, b.birth_date) AS birth_date,
  n.departure,
  n.village,
  b.village AS previous_village,
  n.state,
  b.state AS previous_state,
  n.segment,
  b.segment AS previous_segment,
  n.noka
FROM people_before AS b
LEFT JOIN same AS s ON s.before_id = b.person_id
FULL JOIN people_now AS n ON n.person_id = s.now_id
WHERE b.person_id IS NOT NULL OR n.departure IS NULL
