-- One row per family with something to do, numbered as one walks: village, RW, RT,
-- address. Whose name leads it, where it lives, why it comes first, and what it owes.
-- Whoever a partial membership file says nothing about counts for one thing only: a
-- family with such a member is not wholly without cover.
WITH counted AS (
  SELECT
    visit,
    max(CASE WHEN place = 1 THEN id END) AS head,
    min(person_id) AS first_person,
    min(rt) AS some_rt,
    min(rw) AS some_rw,
    min(decile) AS family_decile,
    count(*) FILTER (WHERE state <> 'outside') AS family_size,
    count(*) FILTER (WHERE to_do) AS family_to_do,
    count(*) FILTER (WHERE to_do AND chronic) AS chronic,
    count(*) FILTER (WHERE to_do AND baby) AS babies,
    count(*) FILTER (WHERE to_do AND elderly) AS elderly,
    count(person_id) AS residents,
    count(*) FILTER (
      WHERE state IN ('unregistered', 'inactive_arrears', 'inactive_lapsed')
    ) AS without_cover,
    count(*) FILTER (WHERE owes AND arrears_due IS NULL) AS debts_not_known,
    CAST(coalesce(sum(arrears_due), 0) AS BIGINT) AS family_arrears,
    CAST(
      coalesce(sum(CASE WHEN arrears_due IS NOT NULL THEN price END), 0) AS BIGINT
    ) AS family_current_month
  FROM members
  GROUP BY visit
),
headed AS (
  SELECT
    c.*,
    CASE
      WHEN c.first_person IS NULL THEN 'K' || CAST(-c.head AS STRING)
      ELSE 'P' || CAST(c.first_person AS STRING)
    END AS family,
    h.village,
    coalesce(h.rw, c.some_rw) AS rw,
    coalesce(h.rt, c.some_rt) AS rt,
    h.hamlet,
    h.address,
    h.name AS head_name,
    h.kk AS family_card,
    c.residents > 0 AND c.without_cover = c.residents AS whole_family
  FROM counted AS c
  INNER JOIN members AS h ON h.id = c.head
)
SELECT
  f.visit,
  row_number() OVER (
    ORDER BY
      f.village,
      f.rw NULLS LAST,
      f.rt NULLS LAST,
      f.hamlet NULLS LAST,
      f.address NULLS LAST,
      f.family
  ) AS walk,
  f.family,
  f.village,
  f.rw,
  f.rt,
  f.hamlet,
  f.address,
  f.head_name,
  f.family_card,
  f.family_decile,
  least(
    CASE WHEN f.chronic > 0 THEN p.chronic_rank END,
    CASE WHEN f.babies > 0 THEN p.baby_rank END,
    CASE WHEN f.whole_family THEN p.whole_family_rank END,
    CASE WHEN f.elderly > 0 THEN p.elderly_rank END
  ) AS priority,
  f.chronic > 0 AS chronic,
  f.babies > 0 AS baby,
  f.whole_family,
  f.elderly > 0 AS elderly,
  f.family_size,
  f.family_to_do,
  f.family_arrears,
  f.family_current_month,
  f.family_arrears + f.family_current_month AS family_due,
  f.debts_not_known
FROM headed AS f
CROSS JOIN parameters AS p
