-- One row per person of either month whose situation is not the same in both: met again
-- by NIK with something changed, or not met. Who was there before has
-- `previous_person_id`, who is in the register now has `person_id`.
SELECT
  n.person_id,
  b.person_id AS previous_person_id,
  n.birth_date,
  n.departure,
  n.village,
  b.village AS previous_village,
  n.state,
  b.state AS previous_state,
  n.segment,
  b.segment AS previous_segment,
  n.noka
FROM people_before AS b
FULL JOIN people_now AS n ON n.nik = b.nik
WHERE b.person_id IS NULL
  OR n.person_id IS NULL
  OR n.departure IS NOT NULL
  OR n.village <> b.village
  OR n.state <> b.state
  OR n.segment <> b.segment
