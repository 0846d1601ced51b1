-- One row per person of either month whose situation is not the same in both, with what
-- is known of both: met by NIK, else by family, else not met.
WITH left_before AS (
  SELECT *
  FROM met_by_nik
  WHERE person_id IS NULL
),
left_now AS (
  SELECT *
  FROM met_by_nik
  WHERE previous_person_id IS NULL
)
SELECT *
FROM met_by_nik
WHERE person_id IS NOT NULL AND previous_person_id IS NOT NULL
UNION ALL
SELECT
  n.person_id,
  b.previous_person_id,
  n.birth_date,
  n.departure,
  n.village,
  b.previous_village,
  n.state,
  b.previous_state,
  n.segment,
  b.previous_segment,
  n.noka
FROM left_before AS b
LEFT JOIN same_family AS s ON s.before_id = b.previous_person_id
FULL JOIN left_now AS n ON n.person_id = s.now_id
WHERE b.previous_person_id IS NOT NULL OR n.departure IS NULL
