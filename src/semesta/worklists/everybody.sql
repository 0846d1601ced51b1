-- One row per resident, and per baby's card that waits for a NIK. `kin` and the village
-- tell the family: the family card within the village; who has none is a family of his
-- own. Persons have their number as `id`, cards theirs below zero.
SELECT
  r.person_id AS id,
  r.person_id,
  coalesce(r.kk, 'P' || CAST(r.person_id AS STRING)) AS kin,
  r.nik,
  r.kk,
  r.noka,
  r.name,
  r.sex,
  r.birth_date,
  r.age,
  r.relation,
  r.address,
  r.hamlet,
  r.rt,
  r.rw,
  r.village,
  r.decile,
  r.state,
  r.segment,
  NULL AS reason,
  NULL AS card_relation
FROM group_residents AS r
UNION ALL
SELECT
  -w.card_id AS id,
  NULL AS person_id,
  CASE
    WHEN w.first_person IS NULL THEN 'K' || CAST(w.card_id AS STRING)
    ELSE w.kk
  END AS kin,
  NULL AS nik,
  w.kk,
  w.noka,
  w.name,
  w.sex,
  w.birth_date,
  0 AS age,
  w.relation,
  NULL AS address,
  NULL AS hamlet,
  w.rt,
  w.rw,
  w.village,
  NULL AS decile,
  'newborn_waiting' AS state,
  w.segment,
  w.reason,
  w.relation AS card_relation
FROM waiting AS w
