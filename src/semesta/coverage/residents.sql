-- One row per resident of this part: the state on the reference date, by the best of
-- the resident's cards, and the segment of the card that is kept.
WITH reached AS (
  SELECT DISTINCT person_id
  FROM candidates
)
SELECT
  p.person_id,
  p.file_id,
  p.row,
  p.nik,
  p.kk,
  p.name,
  p.sex,
  p.birth_date,
  p.relation,
  p.address,
  p.hamlet,
  p.rt,
  p.rw,
  p.village,
  p.decile,
  CASE
    WHEN s.entitlement = 3 AND r.scope <> 'unregistered-list' THEN 'active'
    WHEN s.entitlement = 2 AND r.scope <> 'unregistered-list' THEN 'inactive_arrears'
    WHEN s.entitlement = 1 AND r.scope <> 'unregistered-list' THEN 'inactive_lapsed'
    WHEN s.entitlement IS NOT NULL AND r.scope = 'unregistered-list'
      THEN 'unregistered'
    WHEN s.entitlement = 0 OR c.person_id IS NOT NULL THEN 'unknown'
    WHEN r.scope = 'all' THEN 'unregistered'
    ELSE 'outside'
  END AS state,
  CASE
    WHEN r.scope = 'unregistered-list' THEN 'none'
    ELSE coalesce(s.segment, 'none')
  END AS segment,
  coalesce(s.local_government, 0) AS local_government,
  coalesce(s.cards, 0) AS cards,
  s.noka,
  CASE
    WHEN p.birth_date IS NULL THEN NULL
    ELSE CAST(year(r.reference_date) - year(p.birth_date) - CASE
      WHEN month(p.birth_date) * 100 + day(p.birth_date)
        > month(r.reference_date) * 100 + day(r.reference_date) THEN 1
      ELSE 0
    END AS BIGINT)
  END AS age
FROM part_persons AS p
CROSS JOIN parameters AS r
LEFT JOIN linked AS s ON s.person_id = p.person_id AND s.standing = 1
LEFT JOIN reached AS c ON c.person_id = p.person_id
WHERE p.status = 'living'
ORDER BY p.person_id
