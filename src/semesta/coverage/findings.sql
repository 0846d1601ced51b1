-- One row per card: its finding, by the precedence of the definitions, the person that
-- it belongs to, or else the person that it most likely belongs to (`candidate_id`).
SELECT
  c.card_id,
  c.file_id,
  c.row,
  c.noka,
  c.nik AS card_nik,
  c.nik_text,
  CASE
    WHEN c.nik_fault IS NOT NULL THEN c.nik_fault
    WHEN o.holder_id <> coalesce(l.person_id, o.candidate_id, 0) THEN 'other_person'
    WHEN l.person_nik <> c.nik THEN 'differs'
  END AS nik_fault,
  c.kk,
  c.name,
  c.sex,
  c.birth_date,
  c.relation,
  c.care_class,
  c.segment,
  c.state,
  c.reason,
  c.arrears_months,
  c.start_date,
  c.end_date,
  c.village,
  c.rt,
  c.rw,
  c.facility_code,
  c.newborn,
  l.person_id,
  l.person_nik,
  l.person_village,
  coalesce(l.method, o.candidate_method) AS method,
  coalesce(l.probability, o.candidate_probability) AS probability,
  coalesce(l.code, o.candidate_code) AS evidence,
  CASE WHEN l.person_id IS NULL THEN o.candidate_id END AS candidate_id,
  CASE
    WHEN coalesce(l.person_id, o.candidate_id) IS NULL THEN NULL
    WHEN o.first_id <> coalesce(l.person_id, o.candidate_id) THEN o.first_code
    ELSE o.second_code
  END AS runner_up_evidence,
  CASE
    WHEN l.finding IS NOT NULL THEN l.finding
    WHEN coalesce(o.candidate_id, 0) <> o.holder_id THEN 'identity_conflict'
    WHEN c.newborn AND c.nik IS NULL AND c.birth_date >= r.newborn_since
      THEN CASE WHEN o.candidate_id IS NULL THEN 'newborn_waiting' ELSE 'unknown' END
    WHEN c.nik IS NULL THEN 'nik_invalid'
    WHEN o.candidate_id IS NOT NULL THEN 'unknown'
    ELSE 'not_found'
  END AS finding
FROM cards AS c
CROSS JOIN parameters AS r
LEFT JOIN linked AS l ON l.card_id = c.card_id
LEFT JOIN unsettled AS o ON o.card_id = c.card_id
ORDER BY c.noka
