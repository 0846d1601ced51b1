-- One row per card of somebody in the scope that a worklist asks about, not active or
-- owing; with the regency of its owner.
SELECT
  c.card_id,
  c.noka,
  c.relation,
  c.care_class,
  c.segment,
  c.state,
  c.reason,
  c.arrears_months,
  c.person_id,
  c.person_village - c.person_village % 1000000 AS regency
FROM cards AS c
CROSS JOIN scope AS s
WHERE c.person_village >= s.first_village
  AND c.person_village <= s.last_village
  AND c.finding IN ('matched', 'duplicate', 'unknown')
  AND c.person_id IS NOT NULL
  AND (c.state <> 'active' OR c.arrears_months > 0)
