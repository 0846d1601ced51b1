-- One row per card: its finding, by the precedence of the definitions, the person that
-- it belongs to, or else the person that it most likely belongs to (`candidate_id`).
WITH best_candidates AS (
  SELECT
    card_id,
    person_id,
    code,
    method,
    probability,
    row_number() OVER (
      PARTITION BY card_id
      ORDER BY probability DESC, code DESC, person_id
    ) AS place
  FROM candidates
)
SELECT
  c.card_id,
  c.file_id,
  c.row,
  c.noka,
  c.nik AS card_nik,
  c.nik_text,
  CASE
    WHEN c.nik_fault IS NOT NULL THEN c.nik_fault
    WHEN h.person_id <> coalesce(l.person_id, u.person_id, 0) THEN 'other_person'
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
  coalesce(l.method, u.method) AS method,
  coalesce(l.probability, u.probability) AS probability,
  coalesce(l.code, u.code) AS evidence,
  CASE WHEN l.person_id IS NULL THEN u.person_id END AS candidate_id,
  CASE
    WHEN coalesce(l.person_id, u.person_id) IS NULL THEN NULL
    WHEN first.person_id <> coalesce(l.person_id, u.person_id) THEN first.code
    ELSE second.code
  END AS runner_up_evidence,
  CASE
    WHEN l.finding IS NOT NULL THEN l.finding
    WHEN coalesce(u.person_id, 0) <> h.person_id THEN 'identity_conflict'
    WHEN c.newborn AND c.nik IS NULL AND c.birth_date >= r.newborn_since
      THEN CASE WHEN u.card_id IS NULL THEN 'newborn_waiting' ELSE 'unknown' END
    WHEN c.nik IS NULL THEN 'nik_invalid'
    WHEN u.card_id IS NOT NULL THEN 'unknown'
    ELSE 'not_found'
  END AS finding
FROM cards AS c
CROSS JOIN parameters AS r
LEFT JOIN linked AS l ON l.card_id = c.card_id
LEFT JOIN holders AS h ON h.card_id = c.card_id
LEFT JOIN contenders AS first ON first.card_id = c.card_id AND first.place = 1
LEFT JOIN contenders AS second ON second.card_id = c.card_id AND second.place = 2
LEFT JOIN best_candidates AS u ON u.card_id = c.card_id AND u.place = 1
ORDER BY c.noka
