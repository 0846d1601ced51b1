-- One row per family with something to do: whose name leads it, where it lives, why it
-- comes first, and what it owes. Whoever a partial membership file says nothing about
-- counts for one thing only: a family with such a member is not wholly without cover.
WITH counted AS (
  SELECT
    family,
    max(CASE WHEN place = 1 THEN village END) AS village,
    max(CASE WHEN place = 1 THEN name END) AS head_name,
    max(CASE WHEN place = 1 THEN kk END) AS family_card,
    max(CASE WHEN place = 1 THEN address END) AS family_address,
    max(CASE WHEN place = 1 THEN hamlet END) AS family_hamlet,
    coalesce(max(CASE WHEN place = 1 THEN rt END), min(rt)) AS family_rt,
    coalesce(max(CASE WHEN place = 1 THEN rw END), min(rw)) AS family_rw,
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
  GROUP BY family
),
marked AS (
  SELECT
    *,
    residents > 0 AND without_cover = residents AS whole_family
  FROM counted
  WHERE family_to_do > 0
)
SELECT
  m.*,
  least(
    CASE WHEN m.chronic > 0 THEN p.chronic_rank END,
    CASE WHEN m.babies > 0 THEN p.baby_rank END,
    CASE WHEN m.whole_family THEN p.whole_family_rank END,
    CASE WHEN m.elderly > 0 THEN p.elderly_rank END
  ) AS priority
FROM marked AS m
CROSS JOIN parameters AS p
