-- One row per person of a family on the worklist, families whole and in the order of the
-- walk; the head of the family first. What its family and its step say stands with them.
-- Who is covered stands there without a step, and who is on no list comes last in the
-- family.
SELECT
  CASE
    WHEN m.person_id IS NULL THEN 'K' || CAST(-m.id AS STRING)
    ELSE 'P' || CAST(m.person_id AS STRING)
  END AS line,
  f.walk,
  f.village,
  m.place,
  m.name,
  m.sex,
  m.birth_date,
  m.age,
  m.relation,
  lpad(CAST(m.nik AS STRING), 16, '0') AS nik,
  m.kk,
  m.noka,
  m.decile,
  m.state,
  m.segment,
  m.reason,
  m.deadline,
  m.days_left,
  c.step AS step_number,
  m.arrears_months,
  m.months_billed,
  m.price,
  m.arrears_due,
  m.owes
FROM members AS m
INNER JOIN families AS f ON f.visit = m.visit
LEFT JOIN chosen_steps AS c
  ON c.state = m.state
  AND c.segment IS NOT DISTINCT FROM m.segment
  AND c.reason IS NOT DISTINCT FROM m.reason
  AND c.card_relation IS NOT DISTINCT FROM m.card_relation
  AND c.decile IS NOT DISTINCT FROM m.decile
  AND c.age IS NOT DISTINCT FROM m.age
  AND c.arrears_months IS NOT DISTINCT FROM m.arrears_months
  AND c.days_left IS NOT DISTINCT FROM m.days_left
WHERE m.place <= f.family_size
ORDER BY f.walk, m.place
