-- One row per person of a family on the worklist, families whole and in the order of a
-- walk: village, RW, RT, address; the head of the family first. Who is covered stands
-- there without a step.
SELECT
  m.line,
  f.family,
  f.village,
  f.family_rw AS rw,
  f.family_rt AS rt,
  f.family_hamlet AS hamlet,
  f.family_address AS address,
  f.head_name,
  f.family_card,
  f.family_decile,
  f.priority,
  f.chronic > 0 AS chronic,
  f.babies > 0 AS baby,
  f.whole_family,
  f.elderly > 0 AS elderly,
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
  t.step,
  t.short_step,
  t.next_step,
  t.where_to,
  m.arrears_months,
  m.months_billed,
  m.price,
  m.arrears_due,
  m.owes,
  f.family_size,
  f.family_to_do,
  f.family_arrears,
  f.family_current_month,
  f.family_arrears + f.family_current_month AS family_due,
  f.debts_not_known
FROM families AS f
INNER JOIN members AS m ON m.family = f.family
LEFT JOIN chosen_steps AS c ON c.line = m.line
LEFT JOIN step_texts AS t ON t.number = c.step
WHERE m.state <> 'outside'
ORDER BY
  f.village,
  f.family_rw NULLS LAST,
  f.family_rt NULLS LAST,
  f.family_hamlet NULLS LAST,
  f.family_address NULLS LAST,
  f.family,
  m.place
