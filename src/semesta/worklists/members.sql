-- One row per resident, and per baby's card that waits for a NIK: the family, the card
-- that decides the state, the debt, the deadline of a newborn. The family is the family
-- card within the village; who has none is a family of his own.
WITH everybody AS (
  SELECT
    'P' || CAST(r.person_id AS STRING) AS line,
    min(r.person_id) OVER (
      PARTITION BY r.village, coalesce(r.kk, 'P' || CAST(r.person_id AS STRING))
    ) AS first_person,
    r.person_id,
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
    c.reason,
    c.relation AS card_relation,
    coalesce(d.arrears_months, nullif(c.arrears_months, 0)) AS arrears_months,
    d.months_billed,
    d.price,
    d.arrears_due,
    d.person_id IS NOT NULL AS owes
  FROM regency_residents AS r
  LEFT JOIN regency_cards AS c
    ON c.person_id = r.person_id AND c.noka = r.noka AND c.finding <> 'newborn_waiting'
  LEFT JOIN debts AS d ON d.person_id = r.person_id
  UNION ALL
  SELECT
    'K' || CAST(w.card_id AS STRING) AS line,
    w.first_person,
    NULL AS person_id,
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
    w.relation AS card_relation,
    NULL AS arrears_months,
    NULL AS months_billed,
    NULL AS price,
    NULL AS arrears_due,
    FALSE AS owes
  FROM waiting AS w
),
homed AS (
  SELECT
    *,
    CASE
      WHEN first_person IS NULL THEN line
      ELSE 'P' || CAST(first_person AS STRING)
    END AS family
  FROM everybody
)
SELECT
  e.line,
  e.family,
  e.person_id,
  e.nik,
  e.kk,
  e.noka,
  e.name,
  e.sex,
  e.birth_date,
  e.age,
  e.relation,
  e.address,
  e.hamlet,
  e.rt,
  e.rw,
  e.village,
  e.decile,
  e.state,
  e.segment,
  e.reason,
  e.card_relation,
  e.arrears_months,
  e.months_billed,
  e.price,
  e.arrears_due,
  e.owes,
  e.state NOT IN ('active', 'outside') AS to_do,
  CASE
    WHEN e.state = 'newborn_waiting' THEN b.nik_by
    WHEN e.state = 'unregistered' THEN b.register_by
  END AS deadline,
  CASE
    WHEN e.state = 'newborn_waiting' THEN b.nik_days
    WHEN e.state = 'unregistered' THEN b.register_days
  END AS days_left,
  e.birth_date > p.baby_since AS baby,
  e.age >= p.elderly_age AS elderly,
  n.nik IS NOT NULL OR k.noka IS NOT NULL AS chronic,
  row_number() OVER (
    PARTITION BY e.family
    ORDER BY
      CASE e.state WHEN 'outside' THEN 2 WHEN 'newborn_waiting' THEN 1 ELSE 0 END,
      CASE WHEN e.relation = 'head' THEN 0 ELSE 1 END,
      e.birth_date NULLS LAST,
      e.line
  ) AS place
FROM homed AS e
CROSS JOIN parameters AS p
LEFT JOIN births AS b ON b.birth_date = e.birth_date
LEFT JOIN chronic_niks AS n ON n.nik = e.nik
LEFT JOIN chronic_cards AS k ON k.noka = e.noka
