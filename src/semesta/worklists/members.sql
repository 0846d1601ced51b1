-- One row per member of a family to visit: the card that decides the state, the debt, the
-- deadline of a newborn, and what makes a family come first.
SELECT
  e.id,
  l.visit,
  l.place,
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
  coalesce(c.reason, e.reason) AS reason,
  coalesce(c.relation, e.card_relation) AS card_relation,
  coalesce(d.arrears_months, nullif(c.arrears_months, 0)) AS arrears_months,
  d.months_billed,
  d.price,
  d.arrears_due,
  d.person_id IS NOT NULL AS owes,
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
  n.nik IS NOT NULL OR k.noka IS NOT NULL AS chronic
FROM everybody AS e
INNER JOIN places AS l ON l.id = e.id AND l.village = e.village
CROSS JOIN parameters AS p
LEFT JOIN group_cards AS c ON c.person_id = e.person_id AND c.noka = e.noka
LEFT JOIN debts AS d ON d.person_id = e.person_id
LEFT JOIN births AS b ON b.birth_date = e.birth_date
LEFT JOIN chronic_niks AS n ON n.nik = e.nik
LEFT JOIN chronic_cards AS k ON k.noka = e.noka
